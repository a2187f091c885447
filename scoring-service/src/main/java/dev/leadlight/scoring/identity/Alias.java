package dev.leadlight.scoring.identity;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The call by which a sender says that a former id was the same person. The former id comes as an
 * anonymous one, since the door can't know better; if it is a known user's, two users are meant to
 * become one, and that never happens.
 */
public final class Alias {

  private static final Signal ALIASED = new Signal("aliased");

  private Alias() {}

  /** All identities whose links tell whose an event is, former users included. */
  public static Collection<Identity> lookups(ShopperEvent event) {
    List<Identity> former = former(event);
    if (former.isEmpty()) {
      return event.identities();
    }
    Set<Identity> all = new LinkedHashSet<>(event.identities());
    former.forEach(identity -> all.add(userNamed(identity)));
    return all;
  }

  /** Former ids that an event names. */
  public static List<Identity> former(ShopperEvent event) {
    return event.signal().equals(ALIASED)
        ? event.identities().stream()
            .filter(identity -> identity.kind() == IdentityKind.ANONYMOUS)
            .toList()
        : List.of();
  }

  /** The user who would have that id. */
  public static Identity userNamed(Identity former) {
    return new Identity(IdentityKind.USER, former.value());
  }
}
