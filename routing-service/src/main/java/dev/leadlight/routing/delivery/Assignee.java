package dev.leadlight.routing.delivery;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rep a lead belongs to, as a connector needs to know them. Personal.
 *
 * @param repId ours
 * @param name for people
 * @param email inbox, if there is one
 * @param ids what the rep is called elsewhere, by type of destination: owner id for {@code hubspot}
 *     and {@code salesforce}, member id for {@code slack}
 * @param zone by whose clock the rep works; null for reps that were written down before it was kept
 */
public record Assignee(
    String repId,
    String name,
    @Nullable String email,
    Map<String, String> ids,
    @Nullable ZoneId zone) {

  public Assignee {
    ids = Map.copyOf(ids);
  }
}
