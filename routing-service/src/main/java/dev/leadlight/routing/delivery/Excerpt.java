package dev.leadlight.routing.delivery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final Pattern URL = Pattern.compile("(?i)\\bhttps?:\\\\?/\\\\?/[^\\s\"]+");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"',;:]+@[^\\s@<>\"',;:]+");
  private static final Pattern KEY =
      Pattern.compile("(?i)\\b(?:whsec_|whsk_|xox[a-z]-|bearer\\s+)\\S+");
  private static final Pattern NUMBER = Pattern.compile("\\+?\\d[\\d\\s().-]{6,}\\d");

  /** At most {@value #LONGEST} characters on one line. */
  public static String of(String text) {
    return of(text, List.of());
  }

  /**
   * The same without these secrets, in whichever way they are written: plain, or encoded for URLs,
   * JSON or as base64.
   */
  public static String of(String text, Collection<String> secrets) {
    String hidden = text.length() <= READ ? text : text.substring(0, READ);
    List<String> forms =
        secrets.stream()
            .flatMap(Excerpt::forms)
            .filter(form -> !form.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    for (String form : forms) {
      hidden = hidden.replace(form, "[secret]");
    }
    String line = CONTROL.matcher(hidden).replaceAll(" ").strip();
    String redacted = URL.matcher(line).replaceAll("[url]");
    redacted = KEY.matcher(redacted).replaceAll("[key]");
    redacted = EMAIL.matcher(redacted).replaceAll("[e-mail]");
    redacted = NUMBER.matcher(redacted).replaceAll("[number]");
    return redacted.length() <= LONGEST ? redacted : redacted.substring(0, LONGEST - 1) + "…";
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
