package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.identity.SharedDevice;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Leads that a batch may reach although no link leads to them yet: that of a device which turns out
 * to be shared, those that begin by a parting, and those that a parted lead points to. Mostly none.
 */
public final class Reach {

  private Reach() {}

  /** Leads to load besides those that are known. */
  public static Set<LeadId> beyond(
      Map<LeadId, LeadState> known,
      Map<Identity, Link> links,
      Collection<ShopperEvent> events,
      IdentityKeys keys) {
    Set<LeadId> wanted = new HashSet<>();
    Map<Identity, Link> seen = new HashMap<>();
    for (ShopperEvent event : events) {
      for (Identity identity : event.identities()) {
        Link before = seen.getOrDefault(identity, links.get(identity));
        if (before != null && !identity.kind().isKnown()) {
          Link link = before.seenWith(SharedDevice.usersOf(event, keys));
          seen.put(identity, link);
          if (link.isShared()) {
            wanted.add(keys.ownLeadIdOf(identity));
          }
        }
      }
      Separation.of(event)
          .ifPresent(
              separation -> {
                separation.leaving().forEach(identity -> wanted.add(keys.leadIdOf(identity)));
                separation.leaving().forEach(identity -> wanted.add(keys.ownLeadIdOf(identity)));
              });
    }
    for (LeadState lead : known.values()) {
      if (!lead.separated().isEmpty()) {
        links.keySet().stream()
            .map(identity -> lead.separated().get(identity.label()))
            .forEach(
                id -> {
                  if (id != null) {
                    wanted.add(id);
                  }
                });
      }
    }
    wanted.removeAll(known.keySet());
    return wanted;
  }
}
