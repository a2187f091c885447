package dev.leadlight.scoring.answer.shell;

import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.platform.PageExamples;
import dev.leadlight.scoring.Events;
import dev.leadlight.scoring.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/leads.md, typed in as they stand there; only names are made unique. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class LeadExamplesTest {

  Infrastructure infrastructure;
  @TempDir Path directory;
  private final String ann = "d-" + UUID.randomUUID();
  private PageExamples page;

  @BeforeEach
  void annIsReady() throws IOException {
    page =
        new PageExamples(
            Path.of("../docs/leads.md"),
            Map.of(
                "http://localhost:8080", "http://localhost:" + RestAssured.port,
                "user:u1", "user:" + ann,
                "ann@example.com", ann + "@example.com",
                "anonymous:5f2a", "anonymous:" + ann,
                "demo-public", "open-key"));
    fourCarts("user:" + ann, "email:" + ann + "@example.com", "anonymous:" + ann);
    soon()
        .untilAsserted(
            () ->
                given()
                    .auth()
                    .oauth2("test-token")
                    .get("/v1/leads/user:" + ann)
                    .then()
                    .body("tier", equalTo("sales-ready")));
  }

  private void fourCarts(String... identities) {
    try (TopicRecords topics = new TopicRecords(infrastructure.kafkaBootstrapServers())) {
      for (int i = 4; i > 0; i--) {
        ShopperEvent cart =
            Shop.withStarterCard()
                .event("Product Added", Instant.now().minusSeconds(i), identities);
        topics.send(Topics.EVENTS, identities[0], Events.withId(cart));
      }
      topics.flush();
    }
  }

  private String typedIn(String words) throws IOException, InterruptedException {
    return page.typedIn(words, directory);
  }

  @Test
  void severalAtOnce() throws IOException, InterruptedException {
    assertThat(typedIn("/v1/leads/lookup"))
        .contains("\"found\":true", ann)
        .doesNotContain("\"found\":false");
  }

  @Test
  void theForemost() throws IOException, InterruptedException {
    assertThat(typedIn("tier=sales-ready&limit=20"))
        .contains("\"tier\":\"sales-ready\"")
        .containsSubsequence("\"next\":", "\"next\":");
  }

  @Test
  void whatHappened() throws IOException, InterruptedException {
    assertThat(typedIn("/timeline")).contains("\"kind\":\"points\"", "\"rule\":\"adds-to-cart\"");

    typedIn("/export");
    assertThat(directory.resolve("lead.json")).content().contains("email:" + ann);
  }

  @Test
  void tierChangesAsTheyHappen() throws IOException {
    Process watching = page.begin("/v1/leads/stream", directory);
    try (BufferedReader said = watching.inputReader()) {
      // Another test's change may come before the first comment.
      assertThat(said.lines().anyMatch(":still here"::equals)).isTrue();
      CompletableFuture<Optional<String>> change =
          CompletableFuture.supplyAsync(
              () -> said.lines().filter(line -> line.startsWith("data:")).findFirst());
      soon()
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                fourCarts("user:d-" + UUID.randomUUID());
                return change.isDone();
              });
      assertThat(change.join()).get().asString().contains("\"to\":\"sales-ready\"");
    } finally {
      watching.descendants().forEach(ProcessHandle::destroy);
      watching.destroy();
    }
  }

  @Test
  void forgettingSomebody() throws IOException, InterruptedException {
    assertThat(typedIn("-X DELETE")).contains("\"id\":", "\"staysOnKafka\":");

    soon()
        .untilAsserted(
            () ->
                given()
                    .auth()
                    .oauth2("test-token")
                    .get("/v1/leads/user:" + ann)
                    .then()
                    .statusCode(404));
  }

  @Test
  void whatPagesMayAsk() throws IOException, InterruptedException {
    assertThat(typedIn("/tier?key="))
        .containsIgnoringCase("etag: \"")
        .contains(" 200 ", "\"tier\":\"sales-ready\"");
  }
}
