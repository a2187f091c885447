package dev.leadlight.local.infrastructure;

import dev.leadlight.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to the one partition of the erasures topic. */
record KafkaNotebook(String bootstrapServers) implements Notebook {
  private static final TopicPartition PAGE = new TopicPartition(Topics.ERASURES.name(), 0);

  static Map<String, Integer> partitionsByTopic(Infrastructure infrastructure) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers()))) {
      return admin
          .describeTopics(admin.listTopics().names().get())
          .allTopicNames()
          .get()
          .values()
          .stream()
          .collect(Collectors.toMap(topic -> topic.name(), topic -> topic.partitions().size()));
    }
  }

  @Override
  public void write(String line) throws Exception {
    write(line, "none");
  }

  void write(String line, String compression) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "compression.type",
                compression),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(PAGE.topic(), line, line)).get();
    }
  }

  @Override
  public List<String> read() {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(PAGE));
      consumer.seekToBeginning(List.of(PAGE));
      long end = consumer.endOffsets(List.of(PAGE)).getOrDefault(PAGE, 0L);
      List<String> lines = new ArrayList<>();
      while (consumer.position(PAGE) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> lines.add(record.value()));
      }
      return lines;
    }
  }
}
