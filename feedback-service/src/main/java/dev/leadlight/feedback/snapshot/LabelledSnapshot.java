package dev.leadlight.feedback.snapshot;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot and what followed it.
 *
 * @param lead under which it was taken
 * @param person the lead that one is a part of by now
 * @param features as they were told
 * @param suspicion why it may know too much; null if nothing speaks for that
 * @param values of the orders within the horizon, by currency
 * @param outcomes within the horizon, counted by kind
 */
public record LabelledSnapshot(
    String id,
    String lead,
    String person,
    Instant at,
    String tier,
    double score,
    String scorecard,
    String scorecardVersion,
    @Nullable String arm,
    int featuresVersion,
    Map<String, Double> features,
    @Nullable String suspicion,
    OrdersAround orders,
    Map<String, BigDecimal> values,
    Map<String, Long> outcomes) {

  /** Columns before the features. */
  public static final List<String> COLUMNS =
      List.of(
          "id",
          "lead",
          "person",
          "at",
          "tier",
          "score",
          "scorecard",
          "scorecard_version",
          "arm",
          "features_version",
          "suspicion",
          "label_complete",
          "converted",
          "orders_in_horizon",
          "first_order_at",
          "order_value",
          "won",
          "lost",
          "good_lead",
          "not_ready");

  /**
   * The row of an export: the columns, then the features by their names. What has no value is null;
   * what is no feature of the catalogue is left out, whatever it is called.
   *
   * @param names of the features, in their order
   * @param orderValue the orders' values in one currency; null if one of them has none
   * @param now until which is known what followed
   */
  public Map<String, @Nullable Object> row(
      List<String> names, @Nullable BigDecimal orderValue, Duration horizon, Instant now) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("lead", lead);
    row.put("person", person);
    row.put("at", at.toString());
    row.put("tier", tier);
    row.put("score", score);
    row.put("scorecard", scorecard);
    row.put("scorecard_version", scorecardVersion);
    row.put("arm", arm);
    row.put("features_version", featuresVersion);
    row.put("suspicion", suspected());
    row.put("label_complete", !at.plus(horizon).isAfter(now));
    row.put("converted", orders.after() > 0);
    row.put("orders_in_horizon", orders.after());
    row.put("first_order_at", orders.firstAfter() == null ? null : orders.firstAfter().toString());
    row.put("order_value", orderValue);
    for (String kind : COLUMNS.subList(COLUMNS.indexOf("won"), COLUMNS.size())) {
      row.put(kind, outcomes.getOrDefault(kind, 0L));
    }
    names.forEach(name -> row.put(name, features.get(name)));
    return row;
  }

  private @Nullable String suspected() {
    return suspicion == null && PointInTime.countsALaterOrder(at, features, orders)
        ? "counts an order that came later"
        : suspicion;
  }
}
