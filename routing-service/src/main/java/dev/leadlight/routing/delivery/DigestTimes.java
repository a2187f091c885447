package dev.leadlight.routing.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When messages that are collected go together: on every full hour, or once a day.
 *
 * @param at by the clock on a wall; null for every full hour of UTC
 * @param zone whose clock
 */
public record DigestTimes(@Nullable LocalTime at, ZoneId zone) {

  /** Parameter of {@link Verb#NOTIFY}, and setting of destinations. */
  public static final String NAME = "digest";

  /** Says that an action's messages go at once, whatever the destination's setting. */
  public static final String NEVER = "never";

  /** What is expected where {@link #parse} finds nothing. */
  public static final String EXPECTED = "hourly, or a time and a zone: daily 08:00 Europe/Berlin";

  private static final String HOURLY = "hourly";
  private static final String DAILY = "daily";

  /** Reads {@code hourly} or {@code daily 08:00 Europe/Berlin}; empty if it is neither. */
  public static Optional<DigestTimes> parse(String text) {
    String[] words = text.strip().split("\\s+", -1);
    String kind = words[0].toLowerCase(Locale.ROOT);
    if (words.length == 1 && kind.equals(HOURLY)) {
      return Optional.of(new DigestTimes(null, ZoneOffset.UTC));
    }
    if (words.length != 3 || !kind.equals(DAILY)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DigestTimes(LocalTime.parse(words[1]), ZoneId.of(words[2])));
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  /**
   * The first time after a moment. A time that the clock skips comes as much later as the clock was
   * put forward; one that comes twice comes the first time.
   */
  public Instant after(Instant moment) {
    if (at == null) {
      return moment.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }
    ZonedDateTime today = moment.atZone(zone).toLocalDate().atTime(at).atZone(zone);
    return today.toInstant().isAfter(moment)
        ? today.toInstant()
        : today.toLocalDate().plusDays(1).atTime(at).atZone(zone).toInstant();
  }

  /** As it is written: what {@link #parse} reads. */
  public String text() {
    return at == null ? HOURLY : String.join(" ", DAILY, at.toString(), zone.getId());
  }
}
