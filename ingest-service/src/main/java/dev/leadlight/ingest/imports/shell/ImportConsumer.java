package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.SavedMapping;
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

/** Every replica reads the whole topic of imports for itself, from the first record on. */
@ApplicationScoped
@Identifier("imports")
public class ImportConsumer implements KafkaConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(ImportConsumer.class);

  private final ImportStore store;
  private final Running running;
  private volatile long caughtUpAt = Long.MAX_VALUE;

  ImportConsumer(ImportStore store, Running running) {
    this.store = store;
    this.running = running;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      caughtUpAt = ends.getOrDefault(partition, 0L);
      if (consumer.position(partition) >= caughtUpAt) {
        store.caughtUp();
      }
    }
  }

  @Incoming("imports")
  void on(ConsumerRecord<String, byte[]> record) {
    try {
      read(record);
    } catch (IOException e) {
      LOG.errorf("not readable, passed over: topic=%s offset=%d", record.topic(), record.offset());
    }
    if (record.offset() + 1 >= caughtUpAt) {
      store.caughtUp();
    }
  }

  private void read(ConsumerRecord<String, byte[]> record) throws IOException {
    if (record.value() == null) {
      store.forget(record.key());
    } else if (record.key().startsWith(ImportStore.IMPORT)) {
      ImportState state = ContractJson.read(record.value(), ImportState.class);
      store.read(state);
      running.yieldTo(state);
    } else {
      store.read(ContractJson.read(record.value(), SavedMapping.class));
    }
  }
}
