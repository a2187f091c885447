package dev.leadlight.routing.delivery;

import java.util.regex.Pattern;

/**
 * The beginning of an answer, fit for being stored and shown: destinations like to repeat what they
 * were sent, so whatever looks like an address, a number of a person, a URL (a Slack webhook's is a
 * secret) or a key is blotted out.
 */
public final class Excerpt {

  private static final int LONGEST = 300;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final Pattern URL = Pattern.compile("(?i)\\bhttps?://\\S+");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"',;:]+@[^\\s@<>\"',;:]+");
  private static final Pattern KEY =
      Pattern.compile("(?i)\\b(?:whsec_|whsk_|xox[a-z]-|bearer\\s+)\\S+");
  private static final Pattern NUMBER = Pattern.compile("\\+?\\d[\\d\\s().-]{6,}\\d");

  /** At most {@value #LONGEST} characters on one line. */
  public static String of(String text) {
    String line = CONTROL.matcher(text).replaceAll(" ").strip();
    String redacted = URL.matcher(line).replaceAll("[url]");
    redacted = KEY.matcher(redacted).replaceAll("[key]");
    redacted = EMAIL.matcher(redacted).replaceAll("[e-mail]");
    redacted = NUMBER.matcher(redacted).replaceAll("[number]");
    return redacted.length() <= LONGEST ? redacted : redacted.substring(0, LONGEST - 1) + "…";
  }

  private Excerpt() {}
}
