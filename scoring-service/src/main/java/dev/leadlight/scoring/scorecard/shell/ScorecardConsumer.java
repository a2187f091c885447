package dev.leadlight.scoring.scorecard.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.contracts.scorecard.ScorecardReading;
import dev.leadlight.platform.kafka.DeadLetters;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Published cards. Every replica reads the whole compacted topic for itself, and the last record is
 * the card in force; before anything was published that is the starter card. At start the cards of
 * the past are passed over and only the last one takes force.
 */
@ApplicationScoped
@Identifier("scorecards")
public class ScorecardConsumer implements KafkaConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(ScorecardConsumer.class);

  private final ActiveScorecard active;
  private final DeadLetters deadLetters;
  private Scorecard latest = Scorecard.starter();
  private long caughtUpAt = Long.MAX_VALUE;

  ScorecardConsumer(ActiveScorecard active, DeadLetters deadLetters) {
    this.active = active;
    this.deadLetters = deadLetters;
  }

  @Override
  public synchronized void onPartitionsAssigned(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      caughtUpAt = ends.getOrDefault(partition, 0L);
      if (consumer.position(partition) >= caughtUpAt) {
        active.activate(latest);
      }
    }
  }

  @Incoming("scorecards")
  synchronized Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    Uni<Void> done = read(record);
    if (record.offset() + 1 >= caughtUpAt) {
      active.activate(latest);
      LOG.infof("scorecard in force: id=%s version=%s", latest.ref().id(), latest.ref().version());
    }
    return done;
  }

  private Uni<Void> read(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return Uni.createFrom().voidItem();
    }
    try {
      ScorecardReading reading =
          ScorecardReader.read(ContractJson.mapper().readTree(record.value()));
      if (reading.scorecard() != null) {
        latest = reading.scorecard();
        return Uni.createFrom().voidItem();
      }
      return putAside(record, "not a valid scorecard: " + reading.errors().get(0).pointer());
    } catch (IOException e) {
      return putAside(record, "not JSON");
    }
  }

  private Uni<Void> putAside(ConsumerRecord<String, byte[]> record, String reason) {
    return Inbox.steadfast(() -> deadLetters.putAside(record, reason));
  }
}
