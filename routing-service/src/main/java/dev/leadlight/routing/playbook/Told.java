package dev.leadlight.routing.playbook;

import dev.leadlight.contracts.identity.LeadId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that a lead was told, or will be.
 *
 * @param plannedAt when its tier change was taken
 * @param toldAt when it was sent; for what waits, when it can be sent
 */
public record Told(LeadId lead, Cooldowns.Key key, Instant plannedAt, Instant toldAt) {

  /** What of it counts for a tier change of a lead that was taken at a moment. */
  public static Cooldowns before(Instant moment, LeadId lead, List<Told> all) {
    Map<Cooldowns.Key, Instant> last = new HashMap<>();
    for (Told told : all) {
      if (told.lead.equals(lead) && told.plannedAt.isBefore(moment)) {
        last.merge(told.key, told.toldAt, (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    return new Cooldowns(last);
  }
}
