package dev.leadlight.platform.kafka;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Where records go that their consumer can't use: {@code <topic>.<service>.dlq}, key and value as
 * they were, with headers that name the reason and where the record stood.
 */
@ApplicationScoped
public class DeadLetters {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final MutinyEmitter<byte[]> letters;
  private final String consumer;

  DeadLetters(
      @Channel("dead-letters") MutinyEmitter<byte[]> letters,
      @ConfigProperty(name = "quarkus.application.name") String consumer) {
    this.letters = letters;
    this.consumer = consumer;
  }

  /**
   * Puts a record aside; completes when Kafka has it.
   *
   * @param reason a short sentence without personal data
   */
  public Uni<Void> putAside(ConsumerRecord<String, byte[]> record, String reason) {
    LOG.warnf(
        "record put aside: topic=%s partition=%d offset=%d reason=%s",
        record.topic(), record.partition(), record.offset(), reason);
    RecordHeaders headers = new RecordHeaders(record.headers().toArray());
    headers.add("dead-letter-reason", bytes(reason));
    headers.add("dead-letter-topic", bytes(record.topic()));
    headers.add("dead-letter-partition", bytes(String.valueOf(record.partition())));
    headers.add("dead-letter-offset", bytes(String.valueOf(record.offset())));
    return letters.sendMessage(
        Message.of(record.value())
            .addMetadata(
                OutgoingKafkaRecordMetadata.<String>builder()
                    .withTopic(record.topic() + "." + consumer + ".dlq")
                    .withKey(record.key())
                    .withHeaders(headers)
                    .build()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
