package dev.leadlight.routing.delivery.shell;

import dev.leadlight.routing.delivery.PlannedDelivery;
import io.vertx.mutiny.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Tells the workers of this replica that there is something to do, so that nothing waits for the
 * next poll. A lost wake-up costs a second, never a delivery.
 */
@ApplicationScoped
public class WakeUps {

  /** Address of {@link #due}: the destination. */
  public static final String DUE = "leadlight.routing.due";

  static final String CONCLUDED = "leadlight.routing.concluded";
  static final String GATHERED = "leadlight.routing.gathered";

  private final EventBus bus;

  WakeUps(EventBus bus) {
    this.bus = bus;
  }

  /** Deliveries have been planned; what they replace or suppress is concluded already. */
  public void planned(List<OutboxStore.Planned> plans) {
    List<PlannedDelivery> planned =
        plans.stream().flatMap(plan -> plan.deliveries().stream()).toList();
    planned.stream().map(PlannedDelivery::destination).distinct().forEach(this::due);
    if (planned.stream().anyMatch(each -> each.latestWins() || each.suppressed() != null)) {
      concluded();
    }
  }

  /** Something is due for a destination. */
  public void due(String destination) {
    bus.send(DUE, destination);
  }

  /** There is something to be written down. */
  void gathered() {
    bus.send(GATHERED, "");
  }

  /** Something has ended that nobody was told of yet. */
  public void concluded() {
    bus.send(CONCLUDED, "");
  }
}
