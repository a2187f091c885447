package dev.leadlight.scoring.identity;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.scoring.lead.Link;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where identities that nobody has seen yet begin. */
public final class NewLinks {

  private NewLinks() {}

  /**
   * A new identity begins with the lead of the strongest identity of its event that is no shared
   * device; if that is new as well, with the lead that is derived from it. A shared device, also
   * one that these very events show to be shared, stands for nobody, so nothing begins with its
   * lead.
   *
   * @param known links that exist already
   */
  public static Map<Identity, Link> of(
      Collection<ShopperEvent> events, Map<Identity, Link> known, IdentityKeys keys) {
    Map<Identity, Link> wanted = new HashMap<>();
    Map<Identity, Link> seen = new HashMap<>();
    for (ShopperEvent event : events) {
      Link begin = null;
      long at = event.occurredAt().toEpochMilli();
      List<String> users = SharedDevice.usersOf(event, keys);
      for (Identity identity : event.identities()) {
        Link link = known.getOrDefault(identity, wanted.get(identity));
        if (link == null) {
          begin = begin == null ? new Link(keys.leadIdOf(identity), at) : begin;
          wanted.put(identity, seenWith(users, identity, begin));
        } else {
          Link since = seenWith(users, identity, seen.getOrDefault(identity, link));
          seen.put(identity, since);
          begin = begin == null && !since.isShared() ? new Link(link.lead(), at) : begin;
        }
      }
    }
    return wanted;
  }

  private static Link seenWith(List<String> users, Identity identity, Link link) {
    return identity.kind().isKnown() ? link : link.seenWith(users);
  }
}
