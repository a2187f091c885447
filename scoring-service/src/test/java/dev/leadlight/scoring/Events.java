package dev.leadlight.scoring;

import dev.leadlight.contracts.event.ShopperEvent;
import java.util.Map;
import java.util.UUID;

/** Events that differ from others in one thing. */
public final class Events {

  private Events() {}

  /** The same event under a new id. */
  public static ShopperEvent withId(ShopperEvent event) {
    return copy(event, UUID.randomUUID().toString(), event.consent());
  }

  /** The same event with something said about consent. */
  public static ShopperEvent saying(ShopperEvent event, Map<String, Boolean> consent) {
    return copy(event, event.id(), consent);
  }

  private static ShopperEvent copy(ShopperEvent event, String id, Map<String, Boolean> consent) {
    return new ShopperEvent(
        id,
        event.signal(),
        event.identities(),
        event.channel(),
        event.source(),
        event.occurredAt(),
        event.receivedAt(),
        event.sessionId(),
        event.properties(),
        event.page(),
        event.traits(),
        consent,
        event.value(),
        event.currency());
  }
}
