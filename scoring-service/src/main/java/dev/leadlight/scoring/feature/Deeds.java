package dev.leadlight.scoring.feature;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.SignalCatalogue;
import dev.leadlight.contracts.scorecard.EvidenceKey;
import java.util.Set;

/**
 * Anything a shopper does, whatever it is: kept under a key that no condition of a card has, with
 * the channel as its mark.
 */
public final class Deeds {

  /** What they are kept under. */
  public static final EvidenceKey KEY = EvidenceKey.ofAny(Set.of());

  static final int MARKS = 7;

  private Deeds() {}

  /** Whether an event is one. */
  public static boolean isOne(ShopperEvent event) {
    return SignalCatalogue.standard().isShopper(event.signal(), event.channel());
  }

  /** What the channel is kept as. */
  public static int markOf(Channel channel) {
    return switch (channel) {
      case ONLINE -> 1;
      case APP -> 2;
      case IN_STORE -> 3;
      case EMAIL -> 4;
      case SMS -> 5;
      case SURVEY -> 6;
      case CRM -> 0;
    };
  }
}
