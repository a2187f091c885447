package dev.leadlight.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What was done, in snake_case: {@code product_added}. An open set: brands send and score their
 * own.
 *
 * @param name lower-case letters and digits, words joined by one underscore; not empty
 */
public record Signal(@JsonValue String name) implements Comparable<Signal> {

  /** A sensor counted people. The one signal that is never somebody's deed. */
  public static final Signal FOOTFALL = new Signal("footfall_counted");

  @JsonCreator
  public Signal {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a signal needs a name");
    }
  }

  /**
   * The signal that a sender's event name stands for: lower case, each run of other characters than
   * letters and digits becomes one underscore, other vendors' names by the catalogue's aliases.
   *
   * @throws IllegalArgumentException if nothing is left of the name
   */
  public static Signal ofEventName(String eventName) {
    SignalCatalogue catalogue = SignalCatalogue.standard();
    Signal known = catalogue.spelled(eventName);
    return known == null ? catalogue.resolve(new Signal(snakeCase(eventName))) : known;
  }

  private static String snakeCase(String sent) {
    // Lower case first: it can turn one letter into several characters, and names must not change
    // when they are read again.
    String text = sent.toLowerCase(Locale.ROOT);
    StringBuilder name = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (Character.isLetterOrDigit(character)) {
        if (gap && !name.isEmpty()) {
          name.append('_');
        }
        name.appendCodePoint(character);
        gap = false;
      } else {
        gap = true;
      }
    }
    return name.toString();
  }

  @Override
  public int compareTo(Signal other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
