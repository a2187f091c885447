package dev.leadlight.routing;

import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.TopicRecords;
import java.io.IOException;
import java.time.Duration;
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

  /** Publishes a request to forget somebody. */
  public static void publish(ErasureRequest request) {
    try (TopicRecords records = new TopicRecords(bootstrap())) {
      records.publish(Topics.ERASURES, request.key(), request);
    }
  }

  /** The receipt of this service, once it is there. */
  public static ErasureReceipt awaitReceipt(ErasureRequest request) {
    String key = "receipt:" + request.leadId() + ":" + request.id() + ":routing-service";
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !in(Topics.ERASURES, each -> key.equals(each.key())).isEmpty());
    try {
      return ContractJson.read(
          in(Topics.ERASURES, each -> key.equals(each.key())).get(0).value(), ErasureReceipt.class);
    } catch (IOException e) {
      throw new AssertionError(e);
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
