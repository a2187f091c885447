package dev.leadlight.local.infrastructure;

import dev.leadlight.contracts.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics as the contracts describe them; those that exist stay as they are. */
final class KafkaTopics {
  private KafkaTopics() {}

  static void create(Admin admin, List<Topic> topics)
      throws ExecutionException, InterruptedException {
    Set<String> existing = admin.listTopics().names().get();
    List<NewTopic> missing =
        topics.stream()
            .filter(topic -> !existing.contains(topic.name()))
            .map(KafkaTopics::asNew)
            .collect(Collectors.toList());
    try {
      admin.createTopics(missing).all().get();
    } catch (ExecutionException fault) {
      if (!(fault.getCause() instanceof TopicExistsException)) {
        throw fault;
      }
    }
  }

  private static NewTopic asNew(Topic topic) {
    return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(settings(topic));
  }

  private static Map<String, String> settings(Topic topic) {
    return topic.compacted()
        ? Map.of("cleanup.policy", "compact")
        : Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            Long.toString(topic.retention().toMillis()),
            "segment.ms",
            Long.toString(Topic.SEGMENT.toMillis()));
  }
}
