package dev.leadlight.ingest.intake.shell;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * The one Kafka producer, set up so that it may be called on event loops: a send that would have to
 * wait, for room or for a topic's layout, fails at once. Therefore the layouts are fetched at
 * start, and kept however long nothing is sent.
 */
@Dependent
public class EventProducer {

  private static final Logger LOG = Logger.getLogger(EventProducer.class);
  private static final Duration START_PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);
  private static final int LINGER_MILLIS = 2;

  /** What a busy partition gathers in that time; the default of 16 KB is full before. */
  private static final int BATCH_BYTES = 64 * 1024;

  @Produces
  @Startup
  @Singleton
  Producer<String, byte[]> producer(
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      IntakeConfig config,
      MeterRegistry registry) {
    Producer<String, byte[]> producer =
        new KafkaProducer<>(
            settings(broker, config), new StringSerializer(), new ByteArraySerializer());
    new KafkaClientMetrics(producer).bindTo(registry);
    fetchLayouts(producer);
    return producer;
  }

  void close(@Disposes Producer<String, byte[]> producer) {
    producer.close(CLOSE_PATIENCE);
  }

  private static Map<String, Object> settings(Map<String, Object> broker, IntakeConfig config) {
    int ackMillis = Math.toIntExact(config.ackTimeout().toMillis());
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, config.maxUnacknowledged().asLongValue());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    // Of many events at once the broker takes and keeps a fifth of the bytes, which pays for it.
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "snappy");
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ackMillis);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ackMillis - LINGER_MILLIS);
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2000);
    return settings;
  }

  /** Waits at start only; without Kafka the service starts all the same, and is not ready. */
  private static void fetchLayouts(Producer<String, byte[]> producer) {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    for (Topic topic :
        List.of(Topics.EVENTS, Topics.EVENTS_REJECTED, Topics.FOOTFALL, Topics.IMPORTS)) {
      while (!isKnown(producer, topic) && System.nanoTime() < deadline) {
        pause();
      }
    }
  }

  private static boolean isKnown(Producer<String, byte[]> producer, Topic topic) {
    try {
      return !producer.partitionsFor(topic.name()).isEmpty();
    } catch (RetriableException notYet) {
      LOG.debugf("the layout of %s is not known yet", topic.name());
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
