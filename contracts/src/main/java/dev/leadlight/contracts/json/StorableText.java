package dev.leadlight.contracts.json;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that can be kept anywhere. U+0000 and half a surrogate pair can't: PostgreSQL takes neither
 * of them as text, and where a statement reads JSON with an escape of one it fails as a whole.
 */
public final class StorableText {

  private static final char NUL = 0;
  private static final char REPLACEMENT = '\ufffd';

  /**
   * As {@link ContractJson} writes them: whole pairs, the second group, are escaped too, and what
   * follows an odd backslash is none.
   */
  private static final Pattern ESCAPE =
      Pattern.compile(
          "((?<!\\\\)(?:\\\\\\\\)*)(?:"
              + "(\\\\uD[89AB][0-9A-F]{2}\\\\uD[C-F][0-9A-F]{2})|"
              + "\\\\u(?:0000|D[89A-F][0-9A-F]{2}))");

  /** Whether it can be kept as it is. */
  public static boolean fits(String text) {
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one == NUL) {
        return false;
      }
      if (Character.isSurrogate(one)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(one, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** The text with U+FFFD in place of what can't be kept. */
  public static String of(String text) {
    if (fits(text)) {
      return text;
    }
    return text.codePoints()
        .map(one -> one == NUL || isHalf(one) ? REPLACEMENT : one)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The value as JSON, with U+FFFD in all its texts in place of what can't be kept. */
  public static String json(Object value) {
    String json = new String(ContractJson.write(value), StandardCharsets.UTF_8);
    return json.contains("\\u") ? ESCAPE.matcher(json).replaceAll(StorableText::replacement) : json;
  }

  private static String replacement(MatchResult found) {
    String kept = found.group(2) == null ? found.group(1) + REPLACEMENT : found.group();
    return Matcher.quoteReplacement(kept);
  }

  /** The beginning of a text, at most so many chars, and no half of a pair at its end. */
  public static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean splits = Character.isSurrogatePair(text.charAt(longest - 1), text.charAt(longest));
    return text.substring(0, splits ? longest - 1 : longest);
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private StorableText() {}
}
