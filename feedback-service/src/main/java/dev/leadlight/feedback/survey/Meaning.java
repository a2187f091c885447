package dev.leadlight.feedback.survey;

import dev.leadlight.contracts.vendor.Amounts;
import dev.leadlight.contracts.vendor.Fields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a question stands for: {@code satisfaction 0..10}, {@code reason}, {@code
 * consent.marketing}, {@code person.email}, {@code ignore}, or a name of one's own.
 *
 * @param from the lowest answer of the scale; null without a scale
 * @param to the highest; numbers from {@code from} to {@code to} become 0 to 1
 */
record Meaning(String name, @Nullable BigDecimal from, @Nullable BigDecimal to) {

  static final String REASON = "reason";
  static final String IGNORE = "ignore";
  static final String CONSENT = "consent.";
  static final String PERSON = "person.";

  private static final int DECIMALS = 4;
  private static final Set<String> YES = Set.of("true", "yes", "y", "1");
  private static final Set<String> NO = Set.of("false", "no", "n", "0");
  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z0-9_.-]{0,63})(?: +(-?[0-9]{1,6})\\.\\.(-?[0-9]{1,6}))?");

  /**
   * Reads a setting.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Meaning parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "a question means a name, and if its answers are on a scale that: satisfaction 0..10");
    }
    if (form.group(2) == null) {
      return new Meaning(form.group(1), null, null);
    }
    BigDecimal from = new BigDecimal(form.group(2));
    BigDecimal to = new BigDecimal(form.group(3));
    if (from.compareTo(to) >= 0) {
      throw new IllegalArgumentException("a scale goes from its lowest answer to its highest");
    }
    return new Meaning(form.group(1), from, to);
  }

  /** Whether the answer is to be a number of a scale. */
  boolean hasScale() {
    return from != null && to != null;
  }

  /** The answer as a share of its scale, 0 to 1; empty if it is not on it. */
  Optional<BigDecimal> share(@Nullable Object answer) {
    BigDecimal number = Amounts.decimal(Fields.text(answer));
    if (number == null
        || from == null
        || to == null
        || number.compareTo(from) < 0
        || number.compareTo(to) > 0) {
      return Optional.empty();
    }
    BigDecimal share =
        number.subtract(from).divide(to.subtract(from), DECIMALS, RoundingMode.HALF_UP);
    return Optional.of(share.signum() == 0 ? BigDecimal.ZERO : share.stripTrailingZeros());
  }

  /** Yes or no; empty if it is neither. */
  static Optional<Boolean> truth(@Nullable Object answer) {
    if (answer instanceof Boolean given) {
      return Optional.of(given);
    }
    String text = Fields.text(answer);
    String word = text == null ? "" : text.toLowerCase(Locale.ROOT);
    return YES.contains(word)
        ? Optional.of(true)
        : NO.contains(word) ? Optional.of(false) : Optional.empty();
  }
}
