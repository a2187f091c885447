package dev.leadlight.scoring.feature;

import dev.leadlight.contracts.learning.FeatureCatalogue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The features of a lead at a moment, in the order of {@link FeatureCatalogue#names}. A feature
 * that has no value is NaN here, and absent from the map.
 */
public final class FeatureVector {

  private final double[] values;

  private FeatureVector(double[] values) {
    this.values = values;
  }

  static FeatureVector of(double[] values) {
    return new FeatureVector(values.clone());
  }

  /** Features by name, for whoever has them from elsewhere; those not named have no value. */
  public static FeatureVector of(Map<String, Double> named) {
    FeatureCatalogue catalogue = FeatureCatalogue.standard();
    double[] values = new double[catalogue.names().size()];
    Arrays.fill(values, Double.NaN);
    named.forEach(
        (name, value) -> {
          int at = catalogue.indexOf(name);
          if (at >= 0) {
            values[at] = value;
          }
        });
    return new FeatureVector(values);
  }

  /** The value of a feature; NaN if it has none, or if there is no such feature. */
  public double get(String name) {
    int at = FeatureCatalogue.standard().indexOf(name);
    return at < 0 ? Double.NaN : values[at];
  }

  /** By name, those that have a value, in the catalogue's order. The caller may add to it. */
  public Map<String, Double> asMap() {
    Map<String, Double> map = new LinkedHashMap<>(2 * values.length);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        map.put(FeatureCatalogue.standard().names().get(i), values[i]);
      }
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureVector vector && Arrays.equals(values, vector.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return new TreeMap<>(asMap()).toString();
  }
}
