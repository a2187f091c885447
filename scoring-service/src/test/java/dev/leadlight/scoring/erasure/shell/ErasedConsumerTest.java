package dev.leadlight.scoring.erasure.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.scoring.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A replica that starts. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class ErasedConsumerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TopicPartition PARTITION = new TopicPartition(Topics.ERASURES.name(), 0);

  @Inject Inbox inbox;

  @Test
  void untilItHasReadWhoWasForgottenItDoesNotKnowWhatToPassOverAndFoldsNothing() {
    ShopperEvent event =
        Shop.withStarterCard().event("Product Added", Instant.now(), "user:forgotten");
    ErasedConsumer starting = new ErasedConsumer(inbox, Clock.systemUTC());
    starting.onPartitionsAssigned(topicWith(2), List.of(PARTITION));

    read(starting, 0, request("other", "user:other"));
    assertThatThrownBy(() -> starting.known().await().atMost(PATIENCE))
        .matches(Failures::isInfrastructure, "waits");

    read(starting, 1, request("one", "user:forgotten"));
    assertThat(
            starting
                .known()
                .await()
                .atMost(PATIENCE)
                .identities()
                .cover(event, Instant.now().minusSeconds(60), Shop.KEYS))
        .isTrue();
  }

  @Test
  void whereNobodyWasForgottenItBeginsAtOnce() {
    ErasedConsumer starting = new ErasedConsumer(inbox, Clock.systemUTC());
    starting.onPartitionsAssigned(topicWith(0), List.of(PARTITION));

    assertThat(starting.known().await().atMost(PATIENCE)).isNotNull();
  }

  private static MockConsumer<String, byte[]> topicWith(long records) {
    MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest");
    kafka.assign(List.of(PARTITION));
    kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
    kafka.updateEndOffsets(Map.of(PARTITION, records));
    kafka.seek(PARTITION, 0);
    return kafka;
  }

  private static ErasureRequest request(String id, String identity) {
    ShopperEvent named = Shop.withStarterCard().event("Product Added", Instant.now(), identity);
    LeadId lead = Shop.KEYS.leadIdOf(named.identities().get(0));
    return new ErasureRequest(
        id,
        lead,
        List.of(lead),
        List.of(Shop.KEYS.keyOf(named.identities().get(0))),
        Instant.now());
  }

  private static void read(ErasedConsumer consumer, long offset, ErasureRequest request) {
    consumer
        .on(
            new ConsumerRecord<>(
                PARTITION.topic(), 0, offset, request.key(), ContractJson.write(request)))
        .await()
        .atMost(PATIENCE);
  }
}
