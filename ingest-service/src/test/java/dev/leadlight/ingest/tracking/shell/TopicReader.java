package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.RejectedEvent;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;

/** Reads back what stands in a topic. Tests share the topics, so each looks for ids of its own. */
final class TopicReader {

  /** A value with its key. */
  record Read<T>(String key, T value) {}

  /** All values that stand in the topic right now and are looked for. */
  static <T> List<Read<T>> read(
      String bootstrapServers, Topic topic, Class<T> type, Predicate<T> wanted) {
    return TopicRecords.read(bootstrapServers, topic, record -> true).stream()
        .map(record -> new Read<>(record.key(), parse(record.value(), type)))
        .filter(read -> wanted.test(read.value()))
        .toList();
  }

  /** Events whose id begins so. */
  static List<Read<ShopperEvent>> events(Infrastructure infrastructure, String id) {
    return events(infrastructure, Topics.EVENTS, id);
  }

  /** The same of what sensors counted. */
  static List<Read<ShopperEvent>> footfall(Infrastructure infrastructure, String id) {
    return events(infrastructure, Topics.FOOTFALL, id);
  }

  private static List<Read<ShopperEvent>> events(
      Infrastructure infrastructure, Topic topic, String id) {
    return read(
        infrastructure.kafkaBootstrapServers(),
        topic,
        ShopperEvent.class,
        event -> event.id().startsWith(id));
  }

  /** Rejected messages that hold the text. */
  static List<Read<RejectedEvent>> rejections(Infrastructure infrastructure, String text) {
    return read(
        infrastructure.kafkaBootstrapServers(),
        Topics.EVENTS_REJECTED,
        RejectedEvent.class,
        rejected -> rejected.body().contains(text));
  }

  private static <T> T parse(byte[] json, Class<T> type) {
    try {
      return ContractJson.read(json, type);
    } catch (IOException notOurs) {
      throw new UncheckedIOException(notOurs);
    }
  }

  private TopicReader() {}
}
