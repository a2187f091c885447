package dev.leadlight.ingest.tracking.shell;

import static dev.leadlight.ingest.tracking.shell.Requests.batch;
import static dev.leadlight.ingest.tracking.shell.Requests.plain;
import static dev.leadlight.ingest.tracking.shell.Requests.shop;
import static dev.leadlight.ingest.tracking.shell.Requests.taken;
import static dev.leadlight.ingest.tracking.shell.Requests.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What Kafka has is not written again, and nothing else is taken for a repeat. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class DuplicateTest {

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  private final String id = UUID.randomUUID().toString();

  @Test
  void aRepeatIsAnsweredAsTheFirstTimeButNotWritten() {
    for (int i = 0; i < 3; i++) {
      taken(shop().body(track(id)).post("/v1/track"));
      taken(shop().body(batch(track(id), track(id))).post("/v1/batch"));
    }

    assertThat(events()).hasSize(1);
  }

  @Test
  void theSameIdWithinOneBatchCountsOnce() {
    taken(shop().body(batch(track(id), track(id + "-2"), track(id))).post("/v1/batch"));

    assertThat(events()).hasSize(2);
  }

  @Test
  void anotherSourceOrPersonWithThatIdIsNoRepeat() {
    taken(shop().body(track(id)).post("/v1/track"));
    taken(plain().header("X-Write-Key", "till-key").body(track(id)).post("/v1/track"));
    taken(shop().body(track(id).replace("\"a-", "\"other-")).post("/v1/track"));

    assertThat(events()).hasSize(3);
  }

  @Test
  void withoutAnIdNothingIsARepeat() {
    String nameless =
        "{\"event\":\"Product Viewed\",\"type\":\"track\",\"anonymousId\":\"%s\"}".formatted(id);
    taken(shop().body(nameless).post("/v1/track"));
    taken(shop().body(batch(nameless, nameless)).post("/v1/batch"));

    assertThat(
            TopicReader.read(
                infrastructure.kafkaBootstrapServers(),
                Topics.EVENTS,
                ShopperEvent.class,
                event -> event.identities().stream().anyMatch(it -> it.value().equals(id))))
        .hasSize(3);
  }

  @Test
  void countsOfASensorThatComeBackAreNoRepeat() {
    String count = "{\"messageId\":\"%s\",\"event\":\"Footfall Counted\"}";
    for (String told : List.of(id + ":17", id + ":0", id + ":17")) {
      taken(shop().body(count.formatted(told)).post("/v1/track"));
    }

    assertThat(TopicReader.footfall(infrastructure, id))
        .extracting(read -> read.value().id())
        .containsExactly(id + ":17", id + ":0", id + ":17");
  }

  @Test
  void aRefusedMessageIsRefusedAgain() {
    String unusable = "{\"messageId\":\"%s\",\"anonymousId\":\"a\"}".formatted(id);
    for (int i = 0; i < 2; i++) {
      shop().body(unusable).post("/v1/track").then().statusCode(400);
    }

    assertThat(TopicReader.rejections(infrastructure, id)).hasSize(2);
  }

  private List<TopicReader.Read<ShopperEvent>> events() {
    return TopicReader.events(infrastructure, id);
  }
}
