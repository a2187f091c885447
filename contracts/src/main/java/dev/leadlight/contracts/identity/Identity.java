package dev.leadlight.contracts.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One name of a person or device. Make it with {@link #of}, which normalises: e-mail addresses are
 * trimmed and lower case, phone numbers E.164.
 *
 * @param value normalised, 1 to 256 characters
 */
public record Identity(IdentityKind kind, String value) {

  private static final int LONGEST = 256;

  /** What broken integrations send for "nobody". Compared in lower case. */
  private static final Set<String> NOBODY =
      Set.of(
          "null",
          "undefined",
          "anonymous",
          "none",
          "nan",
          "0",
          "-1",
          "[object object]",
          "true",
          "false",
          "00000000-0000-0000-0000-000000000000",
          "00000000000000000000000000000000");

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  /**
   * The identity that a sent value stands for; empty if the value names nobody (blank, a
   * placeholder such as {@code undefined}, an e-mail address without {@code @}, a phone number that
   * can't be one or lacks its country code, anything with control characters or over 256
   * characters).
   */
  public static Optional<Identity> of(IdentityKind kind, @Nullable String sent) {
    if (sent == null) {
      return Optional.empty();
    }
    String trimmed = trimmed(sent);
    if (trimmed.isEmpty()
        || trimmed.length() > LONGEST
        || hasControls(trimmed)
        || NOBODY.contains(trimmed.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return switch (kind) {
      case EMAIL ->
          Optional.of(trimmed.toLowerCase(Locale.ROOT))
              .filter(address -> EMAIL.matcher(address).matches())
              .map(address -> new Identity(kind, address));
      case PHONE -> e164(trimmed).map(number -> new Identity(kind, number));
      case USER, LOYALTY, CRM, ANONYMOUS, DEVICE -> Optional.of(new Identity(kind, trimmed));
    };
  }

  /** Reads {@code kind:value}; empty if the kind is unknown or the value names nobody. */
  public static Optional<Identity> parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : IdentityKind.ofLabel(text.substring(0, colon))
            .flatMap(kind -> of(kind, text.substring(colon + 1)));
  }

  /** {@code kind:value}. Personal: not for logs, metrics or keys. */
  public String label() {
    return kind.label() + ":" + value;
  }

  /**
   * Values are numbered as a rule, and hashes of such texts lie in heaps unless they are mixed.
   * JSON may have left holes; whoever reads it says so later.
   */
  @Override
  public int hashCode() {
    int ofKind = kind == null ? 0 : kind.label().hashCode();
    int mixed = (31 * ofKind + Objects.hashCode(value)) * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }

  /** Without what nobody sees at the ends: text copied from pages and contacts brings it along. */
  private static String trimmed(String sent) {
    int from = 0;
    int to = sent.length();
    while (from < to && isInvisible(sent.charAt(from))) {
      from++;
    }
    while (from < to && isInvisible(sent.charAt(to - 1))) {
      to--;
    }
    return sent.substring(from, to);
  }

  /** White space, no-break spaces, spaces without width, marks of order and direction. */
  private static boolean isInvisible(char one) {
    return Character.isWhitespace(one)
        || Character.isSpaceChar(one)
        || Character.getType(one) == Character.FORMAT;
  }

  private static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> e164(String number) {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    try {
      var parsed = phones.parse(number, null);
      return phones.isPossibleNumber(parsed)
          ? Optional.of(phones.format(parsed, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
