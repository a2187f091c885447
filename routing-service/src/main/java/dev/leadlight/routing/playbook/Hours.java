package dev.leadlight.routing.playbook;

import dev.leadlight.routing.delivery.DaySpan;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the week.
 *
 * @param days on which they begin: the night from Friday to Saturday is Friday's
 * @param zone null for that of the lead
 */
public record Hours(DaySpan span, Set<DayOfWeek> days, @Nullable ZoneId zone) {

  public Hours {
    days = Set.copyOf(days);
  }

  /** Whether a moment lies within them, for a lead in that zone. */
  public boolean matches(Instant moment, ZoneId leadZone) {
    ZonedDateTime local = moment.atZone(zone == null ? leadZone : zone);
    boolean isRest = span.runsPastMidnight() && local.toLocalTime().isBefore(span.to());
    LocalDate begun = local.toLocalDate().minusDays(isRest ? 1 : 0);
    return span.contains(local.toLocalTime()) && days.contains(begun.getDayOfWeek());
  }
}
