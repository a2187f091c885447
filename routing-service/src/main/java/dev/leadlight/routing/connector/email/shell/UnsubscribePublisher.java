package dev.leadlight.routing.connector.email.shell;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.routing.link.shell.Links;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Tells {@code leadlight.events.v1} that somebody wants no more marketing mail. */
@ApplicationScoped
class UnsubscribePublisher {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final MutinyEmitter<byte[]> events;
  private final Links links;

  UnsubscribePublisher(
      @org.eclipse.microprofile.reactive.messaging.Channel("told-events")
          MutinyEmitter<byte[]> events,
      Links links) {
    this.events = events;
    this.links = links;
  }

  /**
   * Completes when Kafka has it. A button pressed twice has the same id within the minute, and
   * counts once; whoever subscribes and changes their mind again is longer at it.
   */
  Uni<Void> publish(String address, Instant now) {
    String key = links.hidden(address).orElseThrow();
    Identity who = new Identity(IdentityKind.EMAIL, address);
    ShopperEvent event =
        new ShopperEvent(
            "unsubscribe-" + key + "-" + now.getEpochSecond() / 60,
            new Signal("unsubscribed"),
            List.of(who),
            Channel.EMAIL,
            "routing-service",
            now,
            now,
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("email", false),
            null,
            null);
    return events
        .sendMessage(
            Message.of(ContractJson.write(event))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder().withKey(key).build()))
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }
}
