package dev.leadlight.routing.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What mails to shoppers are written in, so that our own words in and behind them are in it too.
 */
public enum MailLanguage {
  EN,
  DE,
  ES,
  FR,
  IT,
  NL,
  PL,
  PT;

  /** Parameter of {@link Verb#SEND_EMAIL}; without it, it is English. */
  public static final String NAME = "language";

  /** What is expected where {@link #ofTag} finds nothing. */
  public static final String EXPECTED =
      "one of " + Arrays.stream(values()).map(MailLanguage::tag).collect(Collectors.joining(", "));

  /** BCP 47. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language with that tag. */
  public static Optional<MailLanguage> ofTag(String tag) {
    return Arrays.stream(values()).filter(each -> each.tag().equals(tag)).findFirst();
  }

  /**
   * Which somebody reads best; English if there is none of theirs.
   *
   * @param accepted as {@code Accept-Language} tells it
   */
  public static MailLanguage best(String accepted) {
    try {
      String tag =
          Locale.lookupTag(
              Locale.LanguageRange.parse(accepted),
              Arrays.stream(values()).map(MailLanguage::tag).toList());
      return tag == null ? EN : ofTag(tag).orElse(EN);
    } catch (IllegalArgumentException unreadable) {
      return EN;
    }
  }
}
