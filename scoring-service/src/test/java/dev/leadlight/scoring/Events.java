package dev.leadlight.scoring;

import dev.leadlight.contracts.event.ShopperEvent;
import java.util.UUID;

/** Events for a real topic, where each needs an id of its own. */
public final class Events {

  private Events() {}

  /** The same event under a new id. */
  public static ShopperEvent withId(ShopperEvent event) {
    return new ShopperEvent(
        UUID.randomUUID().toString(),
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
        event.consent(),
        event.value(),
        event.currency());
  }
}
