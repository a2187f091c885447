package dev.leadlight.scoring.fold.shell;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.scoring.fold.Effect;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Effects to their topics, keyed by lead, and derived signals to the events, keyed as events are;
 * completes when Kafka has all of them. One producer sends nearly all, so that what a batch has
 * caused is one request, whatever topics it is for; tier changes have a channel of their own, since
 * they alone are traced on their way.
 */
@ApplicationScoped
public class EffectPublisher {

  private static final int IN_FLIGHT = 100;

  private final MutinyEmitter<byte[]> tierChanges;
  private final MutinyEmitter<byte[]> effects;
  private final RedisLeadStore store;

  EffectPublisher(
      @Channel("tier-changes") MutinyEmitter<byte[]> tierChanges,
      @Channel("effects") MutinyEmitter<byte[]> effects,
      RedisLeadStore store) {
    this.tierChanges = tierChanges;
    this.effects = effects;
    this.store = store;
  }

  /** Publishes, in this order for each topic. */
  public Uni<Void> publish(List<Effect> caused) {
    if (caused.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    // A few at a time: an emitter refuses more than it can hold.
    return Multi.createFrom()
        .iterable(caused)
        .onItem()
        .transformToUni(this::publish)
        .merge(IN_FLIGHT)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> publish(Effect effect) {
    if (effect instanceof Effect.TierChanged changed) {
      return send(Topics.TIER_CHANGES, changed.change().leadId(), changed.change());
    }
    if (effect instanceof Effect.Converted converted) {
      return send(Topics.CONVERSIONS, converted.conversion().leadId(), converted.conversion());
    }
    if (effect instanceof Effect.InStore inStore) {
      return send(Topics.STORE_SIGNALS, inStore.signal().leadId(), inStore.signal());
    }
    if (effect instanceof Effect.Derived happened) {
      ShopperEvent event = happened.event();
      return send(Topics.EVENTS, store.keys().keyOf(event.identities().get(0)), event);
    }
    Effect.Observed observed = (Effect.Observed) effect;
    return send(Topics.SNAPSHOTS, observed.snapshot().leadId(), observed.told(store.keys()));
  }

  private Uni<Void> send(Topic topic, LeadId lead, Object value) {
    return send(topic, lead.value(), value);
  }

  private Uni<Void> send(Topic topic, String key, Object value) {
    MutinyEmitter<byte[]> emitter = topic.equals(Topics.TIER_CHANGES) ? tierChanges : effects;
    return emitter.sendMessage(
        Message.of(ContractJson.write(value))
            .addMetadata(
                OutgoingKafkaRecordMetadata.<String>builder()
                    .withTopic(topic.name())
                    .withKey(key)
                    .build()));
  }
}
