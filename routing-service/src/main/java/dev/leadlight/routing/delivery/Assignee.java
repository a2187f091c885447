package dev.leadlight.routing.delivery;

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
 */
public record Assignee(String repId, String name, @Nullable String email, Map<String, String> ids) {

  public Assignee {
    ids = Map.copyOf(ids);
  }
}
