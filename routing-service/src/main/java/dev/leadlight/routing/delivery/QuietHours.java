package dev.leadlight.routing.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Hours of the day in which nothing is sent, in one time zone.
 *
 * @param span two different ends
 * @param otherwise what becomes of what falls into them
 */
public record QuietHours(DaySpan span, Otherwise otherwise, ZoneId zone) {

  /** What becomes of what falls into quiet hours. */
  public enum Otherwise {
    /** It waits for their end. */
    DEFER,
    /** It is left out, and recorded so. */
    DROP;

    /** The name used in playbooks. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it is quiet at a moment. */
  public boolean contains(Instant moment) {
    return span.contains(moment.atZone(zone).toLocalTime());
  }

  /**
   * The first moment from then on at which it is not quiet: the moment itself, or when the quiet
   * hours around it end. Clocks that are put forward or back are allowed for.
   */
  public Instant endAfter(Instant moment) {
    Instant at = moment;
    while (contains(at)) {
      at = nextEnd(at);
    }
    return at;
  }

  private Instant nextEnd(Instant moment) {
    ZonedDateTime local = moment.atZone(zone);
    boolean isTomorrow = span.runsPastMidnight() && !local.toLocalTime().isBefore(span.from());
    LocalDate day = local.toLocalDate().plusDays(isTomorrow ? 1 : 0);
    return reached(day.atTime(span.to()), moment);
  }

  /** When clocks show a time or, if they skip it, a later one; the first time after a moment. */
  private Instant reached(LocalDateTime time, Instant after) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    for (ZoneOffset offset : offsets) {
      if (time.toInstant(offset).isAfter(after)) {
        return time.toInstant(offset);
      }
    }
    ZoneOffsetTransition skip = zone.getRules().getTransition(time);
    return skip != null && skip.getInstant().isAfter(after)
        ? skip.getInstant()
        : reached(time.plusDays(1), after);
  }

  /** As it is stored: {@code 22:00 07:00 defer Europe/Berlin}. */
  public String text() {
    return String.join(
        " ", span.from().toString(), span.to().toString(), otherwise.label(), zone.getId());
  }

  /** Reads what {@link #text} wrote; empty if it is anything else. */
  public static Optional<QuietHours> parse(String text) {
    String[] parts = text.split(" ", -1);
    try {
      return parts.length == 4
          ? Optional.of(
              new QuietHours(
                  new DaySpan(LocalTime.parse(parts[0]), LocalTime.parse(parts[1])),
                  Otherwise.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                  ZoneId.of(parts[3])))
          : Optional.empty();
    } catch (DateTimeException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
