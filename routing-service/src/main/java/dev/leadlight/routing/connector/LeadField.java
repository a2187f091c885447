package dev.leadlight.routing.connector;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What we tell vendors about a lead besides who it is; the label names it in mappings. */
public enum LeadField {
  LEAD_ID("Leadlight lead id"),
  TIER("Leadlight tier"),
  PREVIOUS_TIER("Leadlight previous tier"),
  /** Whole points. */
  SCORE("Leadlight score"),
  /** Names in the scorecard's order, separated by semicolons. */
  SEGMENTS("Leadlight segments"),
  RFM_GROUP("Leadlight RFM group"),
  /** The weightiest reasons as lines. */
  REASONS("Leadlight reasons"),
  /** Where people read more, if the destination's settings say it. */
  LEAD_URL("Leadlight link");

  private final String title;

  LeadField(String title) {
    this.title = title;
  }

  /** What people see above it. */
  public String title() {
    return title;
  }

  /** {@code rfmGroup}: its name in mappings and templates. */
  public String label() {
    String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
    return words[0]
        + Arrays.stream(words)
            .skip(1)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  /** The field with that label. */
  public static Optional<LeadField> ofLabel(String label) {
    return Arrays.stream(values()).filter(field -> field.label().equals(label)).findFirst();
  }
}
