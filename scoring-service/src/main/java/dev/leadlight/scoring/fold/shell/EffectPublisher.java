package dev.leadlight.scoring.fold.shell;

import dev.leadlight.contracts.event.ShopperEvent;
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
 * completes when Kafka has all of them.
 */
@ApplicationScoped
public class EffectPublisher {

  private static final int IN_FLIGHT = 100;

  private final MutinyEmitter<byte[]> tierChanges;
  private final MutinyEmitter<byte[]> conversions;
  private final MutinyEmitter<byte[]> snapshots;
  private final MutinyEmitter<byte[]> storeSignals;
  private final MutinyEmitter<byte[]> derived;
  private final RedisLeadStore store;

  EffectPublisher(
      @Channel("tier-changes") MutinyEmitter<byte[]> tierChanges,
      @Channel("conversions") MutinyEmitter<byte[]> conversions,
      @Channel("snapshots") MutinyEmitter<byte[]> snapshots,
      @Channel("store-signals") MutinyEmitter<byte[]> storeSignals,
      @Channel("derived") MutinyEmitter<byte[]> derived,
      RedisLeadStore store) {
    this.tierChanges = tierChanges;
    this.conversions = conversions;
    this.snapshots = snapshots;
    this.storeSignals = storeSignals;
    this.derived = derived;
    this.store = store;
  }

  /** Publishes, in this order for each topic. */
  public Uni<Void> publish(List<Effect> effects) {
    if (effects.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    // A few at a time: an emitter refuses more than it can hold.
    return Multi.createFrom()
        .iterable(effects)
        .onItem()
        .transformToUni(this::publish)
        .merge(IN_FLIGHT)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> publish(Effect effect) {
    if (effect instanceof Effect.TierChanged changed) {
      return send(tierChanges, changed.change().leadId().value(), changed.change());
    }
    if (effect instanceof Effect.Converted converted) {
      return send(conversions, converted.conversion().leadId().value(), converted.conversion());
    }
    if (effect instanceof Effect.InStore inStore) {
      return send(storeSignals, inStore.signal().leadId().value(), inStore.signal());
    }
    if (effect instanceof Effect.Derived happened) {
      ShopperEvent event = happened.event();
      return send(derived, store.keys().keyOf(event.identities().get(0)), event);
    }
    Effect.Observed observed = (Effect.Observed) effect;
    return send(snapshots, observed.snapshot().leadId().value(), observed.told(store.keys()));
  }

  private static Uni<Void> send(MutinyEmitter<byte[]> emitter, String key, Object value) {
    return emitter.sendMessage(
        Message.of(ContractJson.write(value))
            .addMetadata(OutgoingKafkaRecordMetadata.<String>builder().withKey(key).build()));
  }
}
