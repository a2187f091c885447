package dev.leadlight.routing;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.TopicRecords;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;

/** What goes into Kafka and comes out of it in tests. */
public final class Records {

  /** Publishes changes as scoring-service does, keyed by lead. */
  public static void publish(TierChange... changes) {
    for (TierChange change : changes) {
      publish(change.leadId(), ContractJson.write(change));
    }
  }

  /** Publishes any value to the topic of tier changes. */
  public static void publish(LeadId key, byte[] value) {
    try (TopicRecords records = new TopicRecords(bootstrap())) {
      records.publish(Topics.TIER_CHANGES, key.value(), value);
    }
  }

  /** Everything in a topic that matches, as far as it has been written. */
  public static List<ConsumerRecord<String, byte[]>> in(
      Topic topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    return TopicRecords.read(bootstrap(), topic, wanted);
  }

  private static String bootstrap() {
    return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
  }

  private Records() {}
}
