package dev.leadlight.routing.delivery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The beginning of an answer or a request, fit for being stored and shown: destinations like to
 * repeat what they were sent, so whatever looks like an address, a number of a person, a URL (a
 * Slack webhook's is a secret) or a key is blotted out, and so is every secret of the destination.
 */
public final class Excerpt {

  private static final int LONGEST = 300;

  /** How much of a text is looked at: enough for a secret that begins in what is kept. */
  private static final int READ = 64 * 1024;

  /** Usually enough to keep {@value #LONGEST} characters of, with the end of the last of them. */
  private static final int GLANCE = 4 * LONGEST;

  private static final char DELETE = 0x7f;

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final Pattern URL = Pattern.compile("(?i)\\bhttps?:\\\\?/\\\\?/[^\\s\"]+");

  /** Around an address. */
  private static final String NO_PART = " @<>\"',;:";

  private static final Pattern KEY =
      Pattern.compile("(?i)\\b(?:whsec_|whsk_|xox[a-z]-|bearer\\s+)\\S+");
  private static final Pattern NUMBER = Pattern.compile("\\+?\\d[\\d\\s().-]{6,}\\d");

  /** At most {@value #LONGEST} characters on one line. */
  public static String of(String text) {
    return of(text, List.of());
  }

  /**
   * The same without some secrets.
   *
   * @param forms of the secrets; see {@link #forms}
   */
  public static String of(String text, List<String> forms) {
    String hidden = text.length() <= READ ? text : text.substring(0, READ);
    for (String form : forms) {
      hidden = hidden.replace(form, "[secret]");
    }
    if (hidden.length() > GLANCE) {
      String beginning = redacted(hidden.substring(0, GLANCE));
      if (beginning.length() > 2 * LONGEST) {
        return shortened(beginning);
      }
    }
    return shortened(redacted(hidden));
  }

  /**
   * In whichever way secrets may be written: plain, or encoded for URLs, JSON or as base64; the
   * longest first.
   */
  public static List<String> forms(Collection<String> secrets) {
    return secrets.stream()
        .flatMap(Excerpt::forms)
        .filter(form -> !form.isBlank())
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private static String redacted(String text) {
    String line = blotted(text, CONTROL, at -> at < ' ' || at == DELETE, " ").strip();
    String redacted = blotted(line, URL, at -> at == 'h' || at == 'H', "[url]");
    redacted = blotted(redacted, KEY, at -> "wxbWXB".indexOf(at) >= 0, "[key]");
    redacted = withoutAddresses(redacted);
    return blotted(redacted, NUMBER, at -> at == '+' || (at >= '0' && at <= '9'), "[number]");
  }

  /**
   * As {@link String#replaceAll}, for a tenth of the time: the pattern is tried only where it can
   * begin, and most texts have little of that.
   */
  private static String blotted(String text, Pattern pattern, IntPredicate beginning, String by) {
    Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
    StringBuilder blotted = new StringBuilder();
    int kept = 0;
    int at = 0;
    while (at < text.length()) {
      if (beginning.test(text.charAt(at)) && matcher.region(at, text.length()).lookingAt()) {
        blotted.append(text, kept, at).append(by);
        kept = matcher.end();
        at = kept;
      } else {
        at++;
      }
    }
    return kept == 0 ? text : blotted.append(text, kept, text.length()).toString();
  }

  /** On both sides of an at only as far as a word goes: a long word without one costs nothing. */
  private static String withoutAddresses(String line) {
    StringBuilder blotted = new StringBuilder();
    int kept = 0;
    for (int at = line.indexOf('@'); at >= 0; at = line.indexOf('@', at + 1)) {
      int from = at;
      while (from > kept && isPart(line.charAt(from - 1))) {
        from--;
      }
      int to = at + 1;
      while (to < line.length() && isPart(line.charAt(to))) {
        to++;
      }
      if (from < at && to > at + 1) {
        blotted.append(line, kept, from).append("[e-mail]");
        kept = to;
      }
    }
    return blotted.append(line, kept, line.length()).toString();
  }

  private static boolean isPart(char character) {
    return NO_PART.indexOf(character) < 0;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static Stream<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        secret,
        URLEncoder.encode(secret, StandardCharsets.UTF_8),
        secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"),
        secret.replace("/", "\\/"),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private Excerpt() {}
}
