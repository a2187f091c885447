package dev.leadlight.ingest.tracking.shell;

import static dev.leadlight.ingest.tracking.shell.Requests.total;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.ServerKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.Socket;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is answered 200 is kept, and what is not kept is answered 503, whatever Kafka does. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class KafkaAwayTest {

  @SuppressWarnings("NullAway.Init") // the framework fills it
  @TestHTTPResource
  URL url;

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  /** {@code leadlight.ingest.intake.max-unacknowledged} */
  private static final double ROOM = 12 << 20;

  private static final int SENDERS = 5;

  private final String run = UUID.randomUUID().toString();
  private final List<String> taken = new CopyOnWriteArrayList<>();

  @Test
  void asksToComeAgainWhenKafkaDiesInTheMiddleOfALoadAndLosesNothing() {
    ManagedServer kafka = kafkaThatTakesWhatIsSent();
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try {
      List<CompletableFuture<Response>> load = atOnce(senders, this::sendUntilRefused);
      await().atMost(60, SECONDS).until(() -> taken.size() > 100);

      // When
      kafka.kill();
      load.forEach(refusal -> assertAsksToComeAgain(refusal.join()));
      atOnce(senders, number -> send("during-" + number))
          .forEach(refusal -> assertAsksToComeAgain(refusal.join()));
      await().atMost(60, SECONDS).until(() -> readiness() == 503);
      assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    } finally {
      senders.shutdown();
      kafka.start();
    }

    // Then
    kafkaThatTakesWhatIsSent();
    for (int i = 0; i < 100; i++) {
      assertThat(send("later-" + i).statusCode()).isEqualTo(200);
    }
    assertThat(stored()).containsAll(taken);
  }

  /**
   * It may have been away in the test before: a partition that a broker stood still at takes
   * nothing until what was lost there has been given up, which readiness does not tell.
   */
  private ManagedServer kafkaThatTakesWhatIsSent() {
    await().atMost(60, SECONDS).until(() -> readiness() == 200);
    await().atMost(60, SECONDS).until(() -> send("now-" + UUID.randomUUID()).statusCode() == 200);
    return infrastructure.server(ServerKind.KAFKA);
  }

  private static List<CompletableFuture<Response>> atOnce(
      ExecutorService senders, IntFunction<Response> sender) {
    return IntStream.range(0, SENDERS)
        .mapToObj(number -> CompletableFuture.supplyAsync(() -> sender.apply(number), senders))
        .toList();
  }

  private Response sendUntilRefused(int number) {
    Response response = send("load-" + number);
    for (int i = 0; response.statusCode() == 200; i++) {
      response = send("load-" + number + "-" + i);
    }
    return response;
  }

  private static void assertAsksToComeAgain(Response refusal) {
    assertThat(refusal.statusCode()).isEqualTo(503);
    assertThat(refusal.header("Retry-After")).matches("[1-9][0-9]?");
    assertThat(refusal.contentType()).startsWith("application/problem+json");
    assertThat(refusal.path("code").toString()).isEqualTo("unavailable");
  }

  @Test
  void keepsWithinItsMemoryWhileTheBrokerStandsStill() {
    ManagedServer kafka = kafkaThatTakesWhatIsSent();
    List<Double> waiting = new ArrayList<>();

    // When
    kafka.freeze();
    List<CompletableFuture<Integer>> answers;
    ExecutorService senders = Executors.newFixedThreadPool(40);
    try {
      answers =
          IntStream.range(0, 120)
              .mapToObj(number -> CompletableFuture.supplyAsync(() -> sendLarge(number), senders))
              .toList();
      while (!answers.stream().allMatch(CompletableFuture::isDone)) {
        waiting.add(waitingForKafka());
      }
      assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    } finally {
      senders.shutdown();
      kafka.thaw();
    }

    // Then
    // A body that a busy machine took too long to send is the sender's to repeat, too.
    assertThat(answers)
        .extracting(CompletableFuture::join)
        .contains(503)
        .isSubsetOf(List.of(408, 503));
    assertThat(waiting).anyMatch(bytes -> bytes > 0).allMatch(bytes -> bytes <= ROOM);
    kafkaThatTakesWhatIsSent();
    assertThat(waitingForKafka()).isZero();
    assertThat(stored()).containsAll(taken);
  }

  @Test
  void aSenderWhoHangsUpIsCountedAllTheSame() throws Exception {
    ManagedServer kafka = kafkaThatTakesWhatIsSent();
    double received = total("leadlight_ingest_received_total");

    kafka.freeze();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String body = "{\"event\":\"Viewed\",\"anonymousId\":\"a\",\"writeKey\":\"shop-key\"}";
      String request =
          "POST /v1/track HTTP/1.1\r\nHost: shop\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(body.length(), body);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      await()
          .atMost(60, SECONDS)
          .until(() -> total("leadlight_ingest_received_total") == received + 1);
    } finally {
      kafka.thaw();
    }

    await()
        .atMost(60, SECONDS)
        .untilAsserted(
            () ->
                assertThat(total("leadlight_ingest_events_total"))
                    .isEqualTo(total("leadlight_ingest_received_total")));
  }

  /** Some 400 KB, so that few of them fill the room. */
  private int sendLarge(int number) {
    String message =
        "{\"type\":\"track\",\"event\":\"Viewed\",\"anonymousId\":\"a\",\"messageId\":\"%s-%d-%d\","
            + "\"properties\":{\"text\":\"%s\"}}";
    String batch =
        IntStream.range(0, 20)
            .mapToObj(index -> message.formatted(run, number, index, "x".repeat(20_000)))
            .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    return given().header("X-Write-Key", "shop-key").body(batch).post("/v1/batch").statusCode();
  }

  private static double waitingForKafka() {
    return total("leadlight_ingest_unacknowledged_bytes");
  }

  private Response send(String name) {
    String id = run + "-" + name;
    Response response =
        given()
            .header("X-Write-Key", "shop-key")
            .body(
                "{\"event\":\"Product Viewed\",\"anonymousId\":\"a-%s\",\"messageId\":\"%s\"}"
                    .formatted(run, id))
            .post("/v1/track");
    if (response.statusCode() == 200) {
      taken.add(id);
    }
    return response;
  }

  private static int readiness() {
    return given().get("/q/health/ready").statusCode();
  }

  private Set<String> stored() {
    Set<String> ids = new HashSet<>();
    TopicReader.read(
            infrastructure.kafkaBootstrapServers(),
            Topics.EVENTS,
            ShopperEvent.class,
            event -> event.id().startsWith(run))
        .forEach(read -> ids.add(read.value().id()));
    return ids;
  }
}
