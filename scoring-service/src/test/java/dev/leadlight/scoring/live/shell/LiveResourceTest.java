package dev.leadlight.scoring.live.shell;

import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.Events;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.fold.Effect;
import dev.leadlight.scoring.live.LiveChange;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Watching tier changes over a real Kafka and Redis. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class LiveResourceTest {

  Infrastructure infrastructure;
  @Inject LiveChangeConsumer changes;
  private TopicRecords topics;
  private final String user = "user:w-" + UUID.randomUUID();

  /** Up to nurture and sales-ready, and down again by silence. */
  private final List<TierChange> upAndDown = upAndDown();

  private final LeadId lead = upAndDown.get(0).leadId();

  private List<TierChange> upAndDown() {
    Shop shop = Shop.withStarterCard();
    for (int i = 0; i < 4; i++) {
      shop.send(shop.event("Product Added", Shop.T0.plusSeconds(i), user));
    }
    shop.silentUntil(user, Shop.after("P90D"));
    return shop.effects.stream()
        .filter(Effect.TierChanged.class::isInstance)
        .map(effect -> ((Effect.TierChanged) effect).change())
        .toList();
  }

  @BeforeEach
  void changesArrive() {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
    try (Watcher watcher = new Watcher("", null)) {
      LiveResourceTest other = new LiveResourceTest();
      soon()
          .until(
              () -> {
                publish(other.upAndDown.subList(0, 1));
                return !watcher.eventsOf(other.lead).isEmpty();
              });
    }
  }

  @AfterEach
  void close() {
    topics.close();
  }

  private void publish(List<TierChange> some) {
    some.forEach(each -> topics.send(Topics.TIER_CHANGES, each.leadId().value(), each));
    topics.flush();
  }

  private void awaitIds(Watcher watcher, Stream<TierChange> expected) {
    List<String> ids = expected.map(TierChange::id).toList();
    soon().untilAsserted(() -> assertThat(watcher.idsOf(lead)).containsExactlyElementsOf(ids));
  }

  @Test
  void whatAVisitorDoesIsSeenAsAChangeWithoutNames() {
    try (Watcher watcher = new Watcher("?tier=sales-ready&direction=up", null)) {
      for (int i = 4; i > 0; i--) {
        ShopperEvent cart =
            Shop.withStarterCard().event("Product Added", Instant.now().minusSeconds(i), user);
        topics.publish(Topics.EVENTS, user, Events.withId(cart));
      }

      soon()
          .until(
              () -> given().auth().oauth2("test-token").get("/v1/leads/" + user).statusCode(),
              equalTo(200));
      LeadId seen =
          new LeadId(
              given()
                  .auth()
                  .oauth2("test-token")
                  .get("/v1/leads/" + user)
                  .jsonPath()
                  .getString("leadId"));
      soon().until(() -> watcher.eventsOf(seen).size() == 1);
      assertThat(watcher.eventsOf(seen).get(0))
          .contains("event:tier-change")
          .anyMatch(line -> line.matches("id:\\S{8,}"))
          .anyMatch(
              line ->
                  line.startsWith("data:{")
                      && line.contains("\"to\":\"sales-ready\"")
                      && line.contains("\"direction\":\"up\""));
      assertThat(watcher.lines()).noneMatch(line -> line.contains(user));
    }
  }

  @Test
  void whatCannotBeReadHoldsUpNobody() {
    try (Watcher watcher = new Watcher("", null)) {
      topics.publish(Topics.TIER_CHANGES, lead.value(), "no JSON".getBytes(UTF_8));
      publish(upAndDown);
      awaitIds(watcher, upAndDown.stream());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0 1 2 3",
    "?direction=up, 0 1",
    "?direction=down, 2 3",
    "?tier=sales-ready, 1 2",
    "?tier=newsletter, 0 3",
    "?tier=newsletter&direction=down, 3"
  })
  void showsWhatPassesTheFilters(String query, String numbers) {
    assertThat(upAndDown)
        .extracting(TierChange::to)
        .containsExactly("nurture", "sales-ready", "nurture", "newsletter");
    try (Watcher watcher = new Watcher(query, null)) {
      publish(upAndDown);
      publish(upAndDown);
      List<TierChange> shown =
          Stream.of(numbers.split(" ")).map(each -> upAndDown.get(Integer.parseInt(each))).toList();
      awaitIds(watcher, Stream.of(shown, shown).flatMap(List::stream));
    }
  }

  @Test
  void showsLeadsOfASegmentAlone() {
    String segment = "cart-abandoner";
    List<TierChange> inIt =
        upAndDown.stream()
            .filter(each -> LiveChange.of(each).segments().contains(segment))
            .toList();
    assertThat(inIt).isNotEmpty().hasSizeLessThan(4);
    try (Watcher watcher = new Watcher("?segment=" + segment, null)) {
      publish(upAndDown);
      publish(upAndDown);
      awaitIds(watcher, Stream.of(inIt, inIt).flatMap(List::stream));
    }
  }

  @Test
  void whoseConnectionBrokeGoesOnWhereItWas() {
    try (Watcher watcher = new Watcher("", null)) {
      publish(upAndDown.subList(0, 3));
      awaitIds(watcher, upAndDown.stream().limit(3));
    }
    try (Watcher watcher = new Watcher("", upAndDown.get(1).id())) {
      publish(upAndDown.subList(3, 4));
      awaitIds(watcher, upAndDown.stream().skip(2));
      assertThat(watcher.lines()).doesNotContain("event:missed");
    }
  }

  @Test
  void whoWasAwayForTooLongIsToldSo() {
    try (Watcher watcher = new Watcher("", "long-ago")) {
      publish(upAndDown);
      awaitIds(watcher, upAndDown.stream());
      assertThat(watcher.lines()).containsOnlyOnce("event:missed");
    }
  }

  @Test
  void whoReadsTooSlowlyIsCutOffAndDoesNotHoldUpOthers() {
    AssertSubscriber<LiveChange> slow =
        changes.watch(null).changes().subscribe().withSubscriber(AssertSubscriber.create(1));
    try (Watcher watcher = new Watcher("", null)) {
      for (int i = 0; i < 80; i++) {
        publish(upAndDown);
      }
      soon().until(() -> watcher.idsOf(lead).size() == 320);
    }
    slow.request(320).awaitFailure();
    assertThat(slow.getItems()).hasSizeBetween(256, 260);
  }

  @ParameterizedTest
  @CsvSource({
    "tier, platinum, sales-ready",
    "direction, sideways, up or down",
    "segment, night-owl, cart-abandoner"
  })
  void refusesNamesThatNothingHas(String parameter, String value, String expected) {
    given()
        .auth()
        .oauth2("test-token")
        .queryParam(parameter, value)
        .get("/v1/leads/stream")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].parameter", equalTo(parameter))
        .body("errors[0].message", containsString(expected));
  }

  @Test
  void nobodyWatchesWithoutAToken() {
    given().get("/v1/leads/stream").then().statusCode(401).contentType("application/problem+json");
  }
}
