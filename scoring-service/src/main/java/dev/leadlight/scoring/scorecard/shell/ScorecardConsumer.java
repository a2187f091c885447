package dev.leadlight.scoring.scorecard.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.experiment.ExperimentReader;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.contracts.learning.ModelReader;
import dev.leadlight.contracts.scorecard.PublishedKey;
import dev.leadlight.contracts.scorecard.RfmBoundaries;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.contracts.scorecard.ScorecardReading;
import dev.leadlight.platform.kafka.DeadLetters;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.platform.worker.Workers;
import dev.leadlight.scoring.scorecard.Published;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Published cards, and what is published beside them. Every replica reads the whole compacted topic
 * for itself, and the last card is the one in force; before anything was published that is the
 * starter card. At start the cards of the past are passed over and only the last one takes force.
 */
@ApplicationScoped
@Identifier("scorecards")
public class ScorecardConsumer implements KafkaConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(ScorecardConsumer.class);

  private final ActiveScorecard active;
  private final DeadLetters deadLetters;
  private final Workers workers;
  private Published published = Published.nothing();
  private long caughtUpAt = Long.MAX_VALUE;

  ScorecardConsumer(ActiveScorecard active, DeadLetters deadLetters, Workers workers) {
    this.active = active;
    this.deadLetters = deadLetters;
    this.workers = workers;
  }

  @Override
  public synchronized void onPartitionsAssigned(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      caughtUpAt = ends.getOrDefault(partition, 0L);
      if (consumer.position(partition) >= caughtUpAt) {
        active.activate(published.inForce());
      }
    }
  }

  @Incoming("scorecards")
  Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return workers
        .outcome(() -> taken(record))
        .chain(
            refusal ->
                refusal
                    .map(reason -> putAside(record, reason))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** Why it can't be taken, if so. */
  private synchronized Optional<String> taken(ConsumerRecord<String, byte[]> record) {
    Optional<String> refusal = read(record);
    if (record.offset() + 1 >= caughtUpAt) {
      active.activate(published.inForce());
      LOG.infof(
          "published: key=%s scorecard=%s version=%s",
          record.key(), published.latest().ref().id(), published.latest().ref().version());
    }
    return refusal;
  }

  private Optional<String> read(ConsumerRecord<String, byte[]> record) {
    String key = record.key() == null ? "" : record.key();
    try {
      JsonNode document =
          record.value() == null ? null : ContractJson.mapper().readTree(record.value());
      Instant at = Instant.ofEpochMilli(record.timestamp());
      List<Place> errors = document == null ? withdraw(key, at) : take(key, document, at);
      return errors.isEmpty()
          ? Optional.empty()
          : Optional.of("not valid: " + errors.get(0).pointer());
    } catch (IOException e) {
      return Optional.of("not JSON");
    }
  }

  /** A card without a value stays in force: another has to be published in its place. */
  private List<Place> withdraw(String key, Instant at) {
    PublishedKey.modelIn(key).ifPresent(id -> published = published.withModel(id, null, at));
    PublishedKey.experimentIn(key).ifPresent(id -> published = published.withExperiment(id, null));
    if (key.equals(PublishedKey.SHADOW)) {
      published = published.withDraft(null);
    } else if (key.equals(PublishedKey.RFM_BOUNDARIES)) {
      published = published.withBoundaries(null, at);
    }
    return List.of();
  }

  private List<Place> take(String key, JsonNode document, Instant at) {
    Optional<String> model = PublishedKey.modelIn(key);
    Optional<String> experiment = PublishedKey.experimentIn(key);
    if (model.isPresent()) {
      return take(ModelReader.read(document), read -> published.withModel(model.get(), read, at));
    }
    if (experiment.isPresent()) {
      return take(
          ExperimentReader.read(document),
          read -> published.withExperiment(experiment.get(), read));
    }
    if (key.equals(PublishedKey.RFM_BOUNDARIES)) {
      return take(
          Reading.of(document, RfmBoundaries.class), read -> published.withBoundaries(read, at));
    }
    ScorecardReading card = ScorecardReader.read(document);
    return take(
        new Reading<>(card.scorecard(), card.errors()),
        key.equals(PublishedKey.SHADOW) ? published::withDraft : published::with);
  }

  private <T> List<Place> take(Reading<T> reading, Function<T, Published> with) {
    if (reading.value() != null) {
      published = with.apply(reading.value());
    }
    return reading.errors();
  }

  private Uni<Void> putAside(ConsumerRecord<String, byte[]> record, String reason) {
    return Inbox.steadfast(() -> deadLetters.putAside(record, reason));
  }
}
