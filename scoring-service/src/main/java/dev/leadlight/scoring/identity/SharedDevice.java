package dev.leadlight.scoring.identity;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.IdentityKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is many people's: a tablet in a store, a browser in a library. It is noticed by the users it
 * is seen with, which its link remembers as marks. From then on it links nobody, and what happens
 * on it without a name belongs to a lead of its own.
 */
public final class SharedDevice {

  /** 36 bits of a keyed hash: enough to tell three users apart, and too little to find one. */
  private static final int MARK_LENGTH = 6;

  private SharedDevice() {}

  /** Marks of the users that an event names; empty if nothing in it could be shared. */
  public static List<String> usersOf(ShopperEvent event, IdentityKeys keys) {
    List<Identity> identities = event.identities();
    if (identities.get(identities.size() - 1).kind().isKnown()) {
      return List.of();
    }
    List<String> users = new ArrayList<>(1);
    for (Identity identity : identities) {
      if (identity.kind() == IdentityKind.USER) {
        users.add(keys.keyOf(identity).substring(0, MARK_LENGTH));
      }
    }
    return users;
  }
}
