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
   * A new identity begins with the lead of the strongest identity of its event; if that is new as
   * well, with the lead that is derived from it.
   *
   * @param known links that exist already
   */
  public static Map<Identity, Link> of(
      Collection<ShopperEvent> events, Map<Identity, Link> known, IdentityKeys keys) {
    Map<Identity, Link> wanted = new HashMap<>();
    for (ShopperEvent event : events) {
      Link begin = null;
      List<String> users = SharedDevice.usersOf(event, keys);
      for (Identity identity : event.identities()) {
        Link link = known.getOrDefault(identity, wanted.get(identity));
        if (begin == null) {
          long at = event.occurredAt().toEpochMilli();
          begin = new Link(link == null ? keys.leadIdOf(identity) : link.lead(), at);
        }
        if (link == null) {
          wanted.put(identity, identity.kind().isKnown() ? begin : begin.seenWith(users));
        }
      }
    }
    return wanted;
  }
}
