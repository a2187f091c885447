package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.identity.Alias;
import dev.leadlight.scoring.identity.Claim;
import dev.leadlight.scoring.identity.SharedDevice;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who lays claim to an event: the leads that its identities belong to.
 *
 * @param claims strongest identity first; not empty
 * @param shared those of the event's browsers and devices that are many people's
 * @param refused how many former ids did not count, because they are another user's
 */
record Claimants(List<Claim> claims, List<Identity> shared, int refused) {

  /**
   * Looks them up.
   *
   * @param touched to which the leads are added that were looked at on the way
   */
  static Claimants of(
      ShopperEvent event, Population people, IdentityKeys keys, Set<LeadId> touched) {
    List<Identity> shared = shared(event, people, keys, touched);
    List<Identity> counting = new ArrayList<>(event.identities());
    counting.removeAll(shared);
    int refused = 0;
    for (Identity former : Alias.former(event)) {
      if (counting.size() > 1 && people.knows(Alias.userNamed(former))) {
        counting.remove(former); // a user's id: two users never become one
        refused++;
      }
    }
    // What is shared links nobody: it counts only for an event that names nothing else.
    List<Claim> claims = new ArrayList<>();
    for (Identity identity : counting.isEmpty() ? shared.subList(0, 1) : counting) {
      LeadState owner = people.owner(identity, touched);
      claims.add(new Claim(identity, owner, people.link(identity).linkedAt()));
    }
    return new Claimants(claims, shared, refused);
  }

  /** The event's strongest identity, under which it is kept. */
  Identity origin() {
    return claims.get(0).identity();
  }

  /** An event may be the one by which a browser turns out to be many people's. */
  private static List<Identity> shared(
      ShopperEvent event, Population people, IdentityKeys keys, Set<LeadId> touched) {
    List<Identity> shared = new ArrayList<>();
    List<String> users = SharedDevice.usersOf(event, keys);
    for (Identity identity : event.identities()) {
      Link before = people.link(identity);
      Link link = identity.kind().isKnown() ? before : before.seenWith(users);
      if (link.isShared()) {
        people.share(identity, link, touched);
        shared.add(identity);
      } else if (!link.equals(before)) {
        people.relink(identity, link);
      }
    }
    return shared;
  }
}
