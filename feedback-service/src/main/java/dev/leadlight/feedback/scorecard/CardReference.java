package dev.leadlight.feedback.scorecard;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of a card's documents, as people name it: {@code 3}, {@code draft-17}, {@code starter},
 * {@code latest}.
 *
 * @param number of the version or draft; 0 for the others
 */
public record CardReference(Kind kind, long number) {

  private static final Pattern NUMBERED = Pattern.compile("(draft-)?([1-9][0-9]{0,8})");

  /** What it names. */
  public enum Kind {
    /** A version of the card. */
    VERSION,
    /** A draft of it. */
    DRAFT,
    /** The card that comes with Leadlight. */
    STARTER,
    /** The latest version; the starter before there is one. */
    LATEST
  }

  /** Reads such a name; empty if it is none. */
  public static Optional<CardReference> parse(String text) {
    Matcher numbered = NUMBERED.matcher(text);
    if (numbered.matches()) {
      Kind kind = numbered.group(1) == null ? Kind.VERSION : Kind.DRAFT;
      return Optional.of(new CardReference(kind, Long.parseLong(numbered.group(2))));
    }
    return switch (text) {
      case "starter" -> Optional.of(new CardReference(Kind.STARTER, 0));
      case "latest" -> Optional.of(new CardReference(Kind.LATEST, 0));
      default -> Optional.empty();
    };
  }
}
