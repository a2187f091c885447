package dev.leadlight.local.stack;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Shoppers who take turns to do one thing each. Two of three log in at some time: from then on
 * their deeds come partly from the user and partly from the browser, which are one person.
 */
final class PacingShoppers {
  static final int COUNT = 500;

  private static final String NAME = "shopper-";
  private static final int FIRST_LOGIN = 3;
  private static final int LOGINS = 15;

  private volatile int deeds;

  /** What the shopper whose turn it is does now. For one thread. */
  ShopperEvent next(Instant now) {
    int turn = deeds;
    ShopperEvent event = deed("deed-" + turn, whoTheyAre(turn % COUNT, turn / COUNT), now);
    deeds = turn + 1;
    return event;
  }

  /** One thing that somebody does. */
  static ShopperEvent deed(String id, Identity who, Instant now) {
    return deed(id, List.of(who), now);
  }

  private static ShopperEvent deed(String id, List<Identity> who, Instant now) {
    return new ShopperEvent(
        id,
        new Signal("product_added"),
        who,
        Channel.ONLINE,
        "replicas",
        now,
        now,
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        null);
  }

  /** Deeds of all so far. */
  int deeds() {
    return deeds;
  }

  /** Deeds of one of them so far. */
  int deedsOf(int shopper) {
    return (deeds - shopper + COUNT - 1) / COUNT;
  }

  /** A name under which the suite knows them; of the two that some have, now this, now that. */
  String nameOf(int shopper) {
    boolean isKnown = logsIn(shopper) && deedsOf(shopper) > loginOf(shopper);
    return (isKnown && shopper % 2 == 0 ? user(shopper) : browser(shopper)).label();
  }

  /** Whose name it is. */
  static int shopperOf(Identity identity) {
    return Integer.parseInt(identity.value().substring(NAME.length()));
  }

  private static List<Identity> whoTheyAre(int shopper, int deedsBefore) {
    if (!logsIn(shopper) || deedsBefore < loginOf(shopper)) {
      return List.of(browser(shopper));
    }
    if (deedsBefore == loginOf(shopper)) {
      return List.of(user(shopper), browser(shopper));
    }
    return List.of(deedsBefore % 2 == 0 ? user(shopper) : browser(shopper));
  }

  private static boolean logsIn(int shopper) {
    return shopper % 3 > 0;
  }

  private static int loginOf(int shopper) {
    return FIRST_LOGIN + shopper % LOGINS;
  }

  private static Identity user(int shopper) {
    return new Identity(IdentityKind.USER, NAME + shopper);
  }

  private static Identity browser(int shopper) {
    return new Identity(IdentityKind.ANONYMOUS, NAME + shopper);
  }
}
