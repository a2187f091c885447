package dev.leadlight.scoring.fold.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.scoring.fold.Effect;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Effects to their topics, keyed by lead; completes when Kafka has all of them. */
@ApplicationScoped
public class EffectPublisher {

  private final MutinyEmitter<byte[]> tierChanges;
  private final MutinyEmitter<byte[]> conversions;
  private final MutinyEmitter<byte[]> snapshots;

  EffectPublisher(
      @Channel("tier-changes") MutinyEmitter<byte[]> tierChanges,
      @Channel("conversions") MutinyEmitter<byte[]> conversions,
      @Channel("snapshots") MutinyEmitter<byte[]> snapshots) {
    this.tierChanges = tierChanges;
    this.conversions = conversions;
    this.snapshots = snapshots;
  }

  Uni<Void> publish(List<Effect> effects) {
    if (effects.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.join()
        .all(effects.stream().map(this::publish).toList())
        .andFailFast()
        .replaceWithVoid();
  }

  private Uni<Void> publish(Effect effect) {
    if (effect instanceof Effect.TierChanged changed) {
      return send(tierChanges, changed.change().leadId(), changed.change());
    }
    if (effect instanceof Effect.Converted converted) {
      return send(conversions, converted.conversion().leadId(), converted.conversion());
    }
    Effect.Observed observed = (Effect.Observed) effect;
    return send(snapshots, observed.snapshot().leadId(), observed.snapshot());
  }

  private static Uni<Void> send(MutinyEmitter<byte[]> emitter, LeadId lead, Object value) {
    return emitter.sendMessage(
        Message.of(ContractJson.write(value))
            .addMetadata(
                OutgoingKafkaRecordMetadata.<String>builder().withKey(lead.value()).build()));
  }
}
