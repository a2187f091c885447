package dev.leadlight.scoring.erasure.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.scoring.erasure.ErasedIdentities;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Nobody's past is read before it is known whose is not to be. */
class ErasedConsumerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TopicPartition TOPIC = new TopicPartition(Topics.ERASURES.name(), 0);

  @SuppressWarnings("NullAway") // receipts are passed over
  private final ErasedConsumer erased = new ErasedConsumer(null, Clock.systemUTC());

  @Test
  void whoAsksAtTheStartWaitsUntilAllAreRead() {
    erased.onPartitionsAssigned(topicWith(2), List.of(TOPIC));
    UniAssertSubscriber<ErasedIdentities> early = ask();

    receipt(0);
    early.assertNotTerminated();
    receipt(1);

    early.awaitItem(PATIENCE);
  }

  @Test
  void whoWaitsForTooLongHasToAskAgain() {
    assertThat(ask().awaitFailure(PATIENCE).getFailure()).isInstanceOf(TimeoutException.class);
  }

  @Test
  void withoutAnyThereIsNothingToWaitFor() {
    erased.onPartitionsAssigned(topicWith(0), List.of(TOPIC));

    ask().awaitItem(PATIENCE);
  }

  private UniAssertSubscriber<ErasedIdentities> ask() {
    return erased.complete().subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private void receipt(long offset) {
    erased
        .on(new ConsumerRecord<>(TOPIC.topic(), 0, offset, "receipt:l:e:s", new byte[0]))
        .await()
        .atMost(PATIENCE);
  }

  private static MockConsumer<String, byte[]> topicWith(long records) {
    MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest");
    kafka.assign(List.of(TOPIC));
    kafka.updateBeginningOffsets(Map.of(TOPIC, 0L));
    kafka.updateEndOffsets(Map.of(TOPIC, records));
    kafka.seek(TOPIC, 0);
    return kafka;
  }
}
