package dev.leadlight.routing.connector.salesforce;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of an organisation's calls of 24 hours is used up, by all of its integrations.
 *
 * @param share 0 to 1, a little more when over the limit
 */
public record ApiUsage(double share) {

  private static final Pattern INFO =
      Pattern.compile("(?<![a-z-])api-usage=(\\d{1,12})/([1-9]\\d{0,11})");
  private static final double CALM = 0.8;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Reads the header {@code Sforce-Limit-Info}; empty if it doesn't tell. */
  public static Optional<ApiUsage> parse(String header) {
    Matcher info = INFO.matcher(header);
    return info.find()
        ? Optional.of(
            new ApiUsage((double) Long.parseLong(info.group(1)) / Long.parseLong(info.group(2))))
        : Optional.empty();
  }

  /** How long to put a call off: nothing below 80 %, then more and more, 5 s at the limit. */
  public Duration pause() {
    double tightness = Math.min(1, Math.max(0, (share - CALM) / (1 - CALM)));
    return Duration.ofMillis(Math.round(tightness * LONGEST.toMillis()));
  }
}
