package dev.leadlight.routing.delivery.shell;

import io.vertx.mutiny.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/**
 * Tells the workers of this replica that there is something to do, so that nothing waits for the
 * next poll. A lost wake-up costs a second, never a delivery.
 */
@ApplicationScoped
public class WakeUps {

  static final String DUE = "leadlight.routing.due";
  static final String CONCLUDED = "leadlight.routing.concluded";

  private final EventBus bus;

  WakeUps(EventBus bus) {
    this.bus = bus;
  }

  /** Something is due for these destinations, or something was suppressed. */
  public void planned(Collection<String> destinations) {
    destinations.stream().distinct().forEach(this::due);
    concluded();
  }

  void due(String destination) {
    bus.send(DUE, destination);
  }

  void concluded() {
    bus.send(CONCLUDED, "");
  }
}
