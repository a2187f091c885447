package dev.leadlight.ingest.tracking.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The Java SDK as it is: everything arrives, nothing comes twice, refusals are final. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class AnalyticsJavaTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init") // the framework fills it
  @TestHTTPResource
  URL url;

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  private final String who = "java-" + UUID.randomUUID();
  private final Outcomes outcomes = new Outcomes();

  @Test
  void everyCallArrivesOnce() {
    // Given
    Instant yesterday = Instant.parse("2026-09-20T10:00:00Z");
    Map<String, Object> order =
        Map.of("order_id", who, "total", new BigDecimal("278.80"), "currency", "EUR");
    List<MessageBuilder<?, ?>> calls =
        List.of(
            IdentifyMessage.builder().traits(Map.of("email", who + "@example.com")),
            TrackMessage.builder("Order Completed")
                .properties(order)
                .timestamp(Date.from(yesterday)),
            PageMessage.builder("Lamps"),
            ScreenMessage.builder("Start"),
            GroupMessage.builder("club").traits(Map.of("name", "Club")),
            AliasMessage.builder("before-" + who));

    // When
    send("java-key", calls);

    // Then
    assertThat(outcomes.failed).isEmpty();
    assertThat(outcomes.succeeded).hasSize(calls.size());
    List<ShopperEvent> events = events();
    assertThat(events)
        .extracting(event -> event.signal().name())
        .containsExactlyInAnyOrder(
            "identified", "order_completed", "page_viewed", "screen_viewed", "grouped", "aliased");
    assertThat(events).allMatch(event -> event.source().equals("java-shop"));
    assertThat(events)
        .filteredOn(event -> event.signal().name().equals("order_completed"))
        .allSatisfy(
            event -> {
              assertThat(event.value()).isEqualByComparingTo("278.80");
              assertThat(event.currency()).isEqualTo("EUR");
              assertThat(event.occurredAt()).isCloseTo(yesterday, within(PATIENCE));
            });
  }

  @Test
  void aFullQueueArrivesInBatchesAndOnce() {
    List<MessageBuilder<?, ?>> calls =
        IntStream.range(0, 600)
            .<MessageBuilder<?, ?>>mapToObj(
                i -> TrackMessage.builder("Product Viewed").properties(Map.of("position", i)))
            .toList();

    send("java-key", calls);

    assertThat(outcomes.failed).isEmpty();
    assertThat(events())
        .extracting(event -> event.properties().get("position"))
        .doesNotHaveDuplicates()
        .hasSize(calls.size());
  }

  @Test
  void anUnknownKeyIsRefusedForGood() {
    send("no-such-key", List.of(TrackMessage.builder("Product Viewed")));

    assertThat(outcomes.succeeded).isEmpty();
    assertThat(outcomes.failed).hasSize(1);
    assertThat(events()).isEmpty();
  }

  /** Returns when the SDK has concluded all of them; a repeat of its own would take 15 seconds. */
  private void send(String writeKey, List<MessageBuilder<?, ?>> calls) {
    Analytics sdk = Analytics.builder(writeKey).endpoint(url.toString()).callback(outcomes).build();
    calls.forEach(call -> sdk.enqueue(call.userId(who)));
    sdk.flush();
    await()
        .atMost(PATIENCE)
        .until(() -> outcomes.succeeded.size() + outcomes.failed.size() >= calls.size());
    sdk.shutdown();
  }

  private List<ShopperEvent> events() {
    return TopicReader.read(
            infrastructure.kafkaBootstrapServers(),
            Topics.EVENTS,
            ShopperEvent.class,
            event -> event.identities().stream().anyMatch(one -> one.value().equals(who)))
        .stream()
        .map(TopicReader.Read::value)
        .toList();
  }

  /** What the SDK says became of each message. */
  private static final class Outcomes implements Callback {
    private final ConcurrentLinkedQueue<Message> succeeded = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> failed = new ConcurrentLinkedQueue<>();

    @Override
    public void success(Message message) {
      succeeded.add(message);
    }

    @Override
    public void failure(Message message, Throwable failure) {
      failed.add(failure);
    }
  }
}
