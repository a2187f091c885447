package dev.leadlight.routing.delivery.shell;

import dev.leadlight.platform.health.WarmUp;
import dev.leadlight.routing.delivery.shell.DeliveryStore.Wanted;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Readiness;

/** Deliveries have been read once, through Hibernate and by SQL. */
@Readiness
@Singleton
public class DeliveryReadiness extends WarmUp {

  DeliveryReadiness(DeliveryStore deliveries, OutboxStore outbox) {
    super(
        "Deliveries have been read",
        () ->
            deliveries
                .page(new Wanted(null, null, null, null, null, null), 1)
                .call(outbox::depths));
  }
}
