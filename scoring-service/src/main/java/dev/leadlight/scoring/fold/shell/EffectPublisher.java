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
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Effects to their topics, keyed by lead, and derived signals to the events, keyed as events are;
 * completes when Kafka has all of them. One producer sends nearly all, and is handed all at once,
 * so that what a batch has caused is one request, whatever topics it is for. Tier changes that
 * events cause have a channel of their own, since they alone are traced on their way.
 */
@ApplicationScoped
public class EffectPublisher {

  private static final String CHANNEL = "effects";
  private static final int IN_FLIGHT = 100;

  private final MutinyEmitter<byte[]> tierChanges;
  private final KafkaClientService clients;
  private final RedisLeadStore store;

  EffectPublisher(
      @Channel("tier-changes") MutinyEmitter<byte[]> tierChanges,
      @Channel(CHANNEL) MutinyEmitter<byte[]> effects, // who asks for it has a producer made
      KafkaClientService clients,
      RedisLeadStore store) {
    this.tierChanges = tierChanges;
    this.clients = clients;
    this.store = store;
  }

  /**
   * Publishes what events have caused, in this order for each topic. What follows is done by a
   * thread of Kafka's client.
   */
  public Uni<Void> publish(List<Effect> caused) {
    List<ProducerRecord<String, byte[]>> traced =
        caused.stream().filter(EffectPublisher::isTierChange).map(this::record).toList();
    List<ProducerRecord<String, byte[]>> others =
        caused.stream().filter(effect -> !isTierChange(effect)).map(this::record).toList();
    return traced.isEmpty()
        ? send(others)
        : Uni.join().all(publishTraced(traced), send(others)).andFailFast().replaceWithVoid();
  }

  private static boolean isTierChange(Effect effect) {
    return effect instanceof Effect.TierChanged;
  }

  private Uni<Void> publishTraced(List<ProducerRecord<String, byte[]>> records) {
    // A few at a time: an emitter refuses more than it can hold.
    return Multi.createFrom()
        .iterable(records)
        .onItem()
        .transformToUni(record -> tierChanges.sendMessage(message(record)))
        .merge(IN_FLIGHT)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Message<byte[]> message(ProducerRecord<String, byte[]> record) {
    return Message.of(record.value())
        .addMetadata(
            OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(record.topic())
                .withKey(record.key())
                .build());
  }

  /**
   * Sends what nobody's doing has caused, so that none of it is traced, in this order for each
   * topic. What follows is done by a thread of Kafka's client.
   *
   * @param records by {@link #record}
   */
  public Uni<Void> send(List<ProducerRecord<String, byte[]>> records) {
    if (records.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Acknowledgements awaited = new Acknowledgements(records.size());
    Consumer<Producer<String, byte[]>> send = kafka -> send(kafka, records, awaited);
    return producer().runOnSendingThread(send).chain(awaited::all);
  }

  private static void send(
      Producer<String, byte[]> kafka,
      List<ProducerRecord<String, byte[]>> records,
      Acknowledgements awaited) {
    for (ProducerRecord<String, byte[]> record : records) {
      Future<RecordMetadata> unused = kafka.send(record, awaited); // which is told the same
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    return clients.getProducer(CHANNEL);
  }

  /** An effect as it goes to its topic. */
  public ProducerRecord<String, byte[]> record(Effect effect) {
    if (effect instanceof Effect.TierChanged changed) {
      return record(Topics.TIER_CHANGES, changed.change().leadId(), changed.change());
    }
    if (effect instanceof Effect.Converted converted) {
      return record(Topics.CONVERSIONS, converted.conversion().leadId(), converted.conversion());
    }
    if (effect instanceof Effect.InStore inStore) {
      return record(Topics.STORE_SIGNALS, inStore.signal().leadId(), inStore.signal());
    }
    if (effect instanceof Effect.Derived happened) {
      ShopperEvent event = happened.event();
      return record(Topics.EVENTS, store.keys().keyOf(event.identities().get(0)), event);
    }
    Effect.Observed observed = (Effect.Observed) effect;
    return record(Topics.SNAPSHOTS, observed.snapshot().leadId(), observed.told(store.keys()));
  }

  private static ProducerRecord<String, byte[]> record(Topic topic, LeadId lead, Object value) {
    return record(topic, lead.value(), value);
  }

  private static ProducerRecord<String, byte[]> record(Topic topic, String key, Object value) {
    return new ProducerRecord<>(topic.name(), key, ContractJson.write(value));
  }
}
