package dev.leadlight.contracts.scorecard;

import java.util.Optional;

/**
 * Keys on the topic of scorecards: what goes with the cards has a prefix, which no card's id has.
 */
public final class PublishedKey {

  /** The draft that is held against live leads, of which there is at most one. */
  public static final String SHADOW = "shadow:draft";

  /** How the customers of the shop are spread. */
  public static final String RFM_BOUNDARIES = "rfm:boundaries";

  private static final String MODEL = "model:";
  private static final String EXPERIMENT = "experiment:";

  private PublishedKey() {}

  /** The key of a model. */
  public static String ofModel(String id) {
    return MODEL + id;
  }

  /** The key of an experiment. */
  public static String ofExperiment(String id) {
    return EXPERIMENT + id;
  }

  /** The id of the model that a key is of, if it is one. */
  public static Optional<String> modelIn(String key) {
    return rest(key, MODEL);
  }

  /** The id of the experiment that a key is of, if it is one. */
  public static Optional<String> experimentIn(String key) {
    return rest(key, EXPERIMENT);
  }

  private static Optional<String> rest(String key, String prefix) {
    return key.startsWith(prefix) ? Optional.of(key.substring(prefix.length())) : Optional.empty();
  }
}
