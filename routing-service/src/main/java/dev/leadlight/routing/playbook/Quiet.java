package dev.leadlight.routing.playbook;

import dev.leadlight.routing.delivery.DaySpan;
import dev.leadlight.routing.delivery.QuietHours;
import dev.leadlight.routing.delivery.QuietHours.Otherwise;
import java.time.ZoneId;

/**
 * Quiet hours as a playbook asks for them: by the clock on the lead's wall, wherever that is.
 *
 * @param otherwise what becomes of what falls into them
 */
public record Quiet(DaySpan span, Otherwise otherwise) {

  /** The same where the lead is. */
  public QuietHours in(ZoneId zone) {
    return new QuietHours(span, otherwise, zone);
  }
}
