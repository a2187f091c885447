package dev.leadlight.platform.access;

import dev.leadlight.contracts.access.AccessToken;
import dev.leadlight.contracts.json.ContractJson;
import io.smallrye.common.annotation.Identifier;
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

/** Every replica reads the whole topic of tokens for itself, from the first record on. */
@ApplicationScoped
@Identifier("access-tokens")
public class AccessTokenConsumer implements KafkaConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(AccessTokenConsumer.class);

  private final AccessTokens tokens;
  private volatile long caughtUpAt = Long.MAX_VALUE;

  AccessTokenConsumer(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      caughtUpAt = ends.getOrDefault(partition, 0L);
      if (consumer.position(partition) >= caughtUpAt) {
        tokens.completed();
      }
    }
  }

  @Incoming("access-tokens")
  void on(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      tokens.forget(record.key());
    } else {
      read(record);
    }
    if (record.offset() + 1 >= caughtUpAt) {
      tokens.completed();
    }
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    try {
      tokens.add(ContractJson.read(record.value(), AccessToken.class));
    } catch (IOException e) {
      // A token that nobody can read lets nobody in.
      LOG.errorf("not readable, passed over: topic=%s offset=%d", record.topic(), record.offset());
    }
  }
}
