package dev.leadlight.contracts.scorecard;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a card says about money: rates, points for the purchase history, customer value. */
final class ValueReader {

  private static final String RFM = "/value/rfm/";
  private static final String CLV = "/value/clv/";

  private final Fields fields;

  ValueReader(Fields fields) {
    this.fields = fields;
  }

  Map<String, BigDecimal> rates() {
    Map<String, BigDecimal> rates = new HashMap<>();
    for (var rate : fields.at("/rates").properties()) {
      rates.put(rate.getKey(), rate.getValue().decimalValue());
    }
    return rates;
  }

  Rfm rfm() {
    return new Rfm(
        bands("recencyDays", Integer::valueOf),
        bands("frequency", Integer::valueOf),
        bands("monetary", BigDecimal::new),
        fields.has(RFM + "quantiles") ? quantiles() : null,
        null);
  }

  private <K extends Comparable<K>> NavigableMap<K, Double> bands(
      String dimension, Function<String, K> bound) {
    String pointer = RFM + dimension;
    NavigableMap<K, Double> points = new TreeMap<>();
    for (var band : fields.at(pointer).properties()) {
      if (points.put(bound.apply(band.getKey()), band.getValue().asDouble()) != null) {
        fields.wrong(pointer + "/" + band.getKey(), "this bound stands twice");
      }
    }
    return points;
  }

  private RfmQuantiles quantiles() {
    int parts = fields.at(RFM + "quantiles").asInt();
    return new RfmQuantiles(
        parts,
        points("recency", "recencyDays", parts),
        points("frequency", "frequency", parts),
        points("monetary", "monetary", parts));
  }

  private List<Double> points(String dimension, String bands, int parts) {
    String pointer = RFM + "points/" + dimension;
    List<Double> points = fields.each(pointer, (node, at) -> node.asDouble());
    if (!points.isEmpty() && points.size() != parts) {
      fields.wrong(pointer, "one number for each of the " + parts + " parts is expected");
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i) < points.get(i - 1)) {
        fields.wrong(pointer + "/" + i, "a better part has no fewer points");
      }
    }
    if (!points.isEmpty() && fields.has(RFM + bands)) {
      fields.wrong(pointer, "this dimension is priced by " + bands + " already");
    }
    return points;
  }

  @Nullable Clv clv() {
    if (!fields.has("/value/clv")) {
      return null;
    }
    return new Clv(
        fields.duration(CLV + "horizon"),
        number("purchases/r"),
        number("purchases/alphaDays"),
        number("purchases/a"),
        number("purchases/b"),
        number("spend/p"),
        number("spend/q"),
        number("spend/gamma"));
  }

  private double number(String name) {
    return fields.at(CLV + name).asDouble();
  }
}
