package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.feedback.Fixtures;
import dev.leadlight.feedback.database.shell.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Facts of which key figures are made, as the stores of other features have written them. */
record Facts(Database database) {

  /**
   * An order in a store of goods.
   *
   * @param at a moment, ISO 8601
   * @param tier of the lead before it
   * @param segments of the lead before it, separated by spaces
   * @param signals that the lead had given before, separated by spaces; null where that was not
   *     told
   */
  record Sale(
      String lead,
      String id,
      String at,
      String value,
      String currency,
      String tier,
      @Nullable String store,
      @Nullable String segments,
      @Nullable String arm,
      @Nullable String signals) {

    /** In euros, and of a lead of which no more is known. */
    static Sale of(String lead, String id, String at, String value, String tier) {
      return new Sale(lead, id, at, value, "EUR", tier, null, null, null, null);
    }

    Sale currency(String other) {
      return new Sale(lead, id, at, value, other, tier, store, segments, arm, signals);
    }

    Sale in(String where) {
      return new Sale(lead, id, at, value, currency, tier, where, segments, arm, signals);
    }

    Sale ofSegments(String names) {
      return new Sale(lead, id, at, value, currency, tier, store, names, arm, signals);
    }

    Sale ofArm(String name) {
      return new Sale(lead, id, at, value, currency, tier, store, segments, name, signals);
    }

    Sale after(String names) {
      return new Sale(lead, id, at, value, currency, tier, store, segments, arm, names);
    }
  }

  void store(Sale sale) {
    run(
        "insert into conversion (id, lead_id, order_id, value, currency, occurred_at, channel,"
            + " source, tier_before, score_before, scorecard_id, scorecard_version, arm, store,"
            + " segments, signals_before) select $2, $1, $2, $4::text::numeric, $5,"
            + " $3::text::timestamptz, 'in_store', 'till', $6, 1, 'card', '1', $7, $8,"
            + " string_to_array($9, ' '), case when $10::text is not null then coalesce((select"
            + " jsonb_object_agg(name, 1) from unnest(string_to_array($10, ' ')) name), '{}') end",
        Tuple.tuple()
            .addString(Fixtures.lead(sale.lead).value())
            .addString(sale.id)
            .addString(sale.at)
            .addString(sale.value)
            .addString(sale.currency)
            .addString(sale.tier)
            .addString(sale.arm)
            .addString(sale.store)
            .addString(sale.segments)
            .addString(sale.signals));
  }

  /** A signal from a store. */
  void visit(
      String lead,
      String at,
      String store,
      String tier,
      String signal,
      @Nullable String zone,
      @Nullable Integer dwell) {
    run(
        "insert into store_signal (id, lead_id, occurred_at, store, tier, signal, zone,"
            + " dwell_seconds) values ($1 || $2, $1, $2::text::timestamptz, $3, $4, $5, $6,"
            + " $7::integer)",
        Tuple.tuple()
            .addString(Fixtures.lead(lead).value())
            .addString(at)
            .addString(store)
            .addString(tier)
            .addString(signal)
            .addString(zone)
            .addInteger(dwell));
  }

  /** A snapshot. */
  void seen(String lead, String at, String tier, @Nullable String arm, @Nullable String segments) {
    run(
        "insert into snapshot (id, lead_id, at, tier, score, scorecard_id, scorecard_version, arm,"
            + " features_version, features, segments) values ($1 || $2, $1, $2::text::timestamptz,"
            + " $3, 1, 'card', '1', $4, 1, '{}', string_to_array($5, ' '))",
        Tuple.of(Fixtures.lead(lead).value(), at, tier, arm, segments));
  }

  /** A snapshot with counters of 1, and some that tell no signal. */
  void known(String lead, String at, String counters) {
    run(
        "insert into snapshot (id, lead_id, at, tier, score, scorecard_id, scorecard_version,"
            + " features_version, features) select $1 || $2, $1, $2::text::timestamptz,"
            + " 'newsletter', 1, 'card', '1', 2, jsonb_object_agg(name, 1) ||"
            + " '{\"searches_30d\": 0, \"active_days_30d\": 2, \"tenure_days\": 9}' from"
            + " unnest(string_to_array($3, ' ')) name",
        Tuple.of(Fixtures.lead(lead).value(), at, counters));
  }

  /** Two leads are one. */
  void merge(String absorbed, String survivor) {
    run(
        "insert into lead_alias (absorbed, survivor, at) values ($1, $2, '2016-08-01T00:00:00Z')",
        Tuple.of(Fixtures.lead(absorbed).value(), Fixtures.lead(survivor).value()));
  }

  private void run(String sql, Tuple parameters) {
    RollUps.done(database.run(sql, parameters));
  }
}
