package dev.leadlight.local.stack;

import static dev.leadlight.local.stack.Eventually.PATIENCE;
import static dev.leadlight.local.stack.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.simulator.Persona;
import dev.leadlight.local.simulator.Simulation;
import dev.leadlight.local.simulator.TimedMessage;
import dev.leadlight.local.simulator.Truth;
import dev.leadlight.local.stack.service.Service;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events on their way to sales, whatever dies meanwhile. */
abstract class CrowdStory {
  private final Stack stack;
  private final Shoppers shoppers;
  private final Collection<String> said;

  CrowdStory(Stack stack, Shoppers shoppers, Collection<String> said) {
    this.stack = stack;
    this.shoppers = shoppers;
    this.said = said;
  }

  @Test
  void oneEventTravelsAllTheWay() throws Exception {
    // Given
    Simulation crowd = crowd(1, 60);
    List<Truth> hot = crowd.truths().filter(truth -> isHot(truth, crowd.end())).toList();

    // When
    shoppers.play(crowd);

    // Then
    assertThat(hot).isNotEmpty();
    eventually(() -> shoppers.toldOf(hot).size() >= 3 * hot.size());
    for (Truth truth : hot) {
      assertThat(shoppers.toldOf(List.of(truth)))
          .extracting(message -> message.path("channel").asText())
          .containsExactlyInAnyOrder("slack", "email", "webhook");
    }
    long orders = 2 * count(crowd, Persona.LOYAL_CUSTOMER);
    eventually(() -> shoppers.api().read("/v1/kpis").at("/total/orders").asLong() >= orders);
    eventually(() -> !shoppers.api().read("/v1/deliveries").path("deliveries").isEmpty());
  }

  @Test
  void nothingIsLostOrCountedTwiceWhenScoringIsKilled() throws Exception {
    // Given
    Simulation crowd = crowd(2, 3_200);
    List<TimedMessage> messages = crowd.messages();
    assertThat(messages).hasSizeGreaterThan(20_000);
    ManagedServer scoring = stack.service(Service.SCORING);
    long killed = scoring.pid();

    // When
    shoppers.send(messages.subList(0, 8_000));
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
    shoppers.send(messages.subList(8_000, messages.size()));

    // Then
    shoppers.everyScoreIsTheTruth(crowd.truths().toList(), crowd.end());
    assertThat(scoring.pid()).isNotEqualTo(killed);
    assertThat(said).anyMatch(line -> line.startsWith("scoring-service is back"));
    assertThat(acceptedIds("sim-2-")).hasSize(messages.size());
    everyTierChangeWasDeliveredOnce();
  }

  @Test
  void aVisitorOfTheDemoStoreSeesTheirOwnTierRise() throws Exception {
    try (StoreVisit visit = new StoreVisit(stack.url())) {
      // Given
      visit.press("Agree").follow("Sign in");
      visit.write("Name", "Ann").write("E-mail", "ann@shop.example").press("Sign in");
      visit.follow("Northlight").follow("Aalto pendant");

      // When
      visit.press("Add to cart").press("Add to cart").seesTier("nurture", PATIENCE);
      visit.press("Add to cart").press("Add to cart").seesTier("sales-ready", PATIENCE);

      // Then
      String customer = visit.customer();
      eventually(() -> salesHasHeardOf(customer));
      assertThat(salesHasHeardOf(customer)).isTrue();

      // When
      visit.follow("Cart 4").follow("To checkout");
      visit.write("Street and number", "Glass Lane 1").write("Town", "Murano").press("Buy");

      // Then
      visit.seesTier("newsletter", PATIENCE);
      assertThat(visit.faults()).isEmpty();
    }
  }

  @Test
  void ingestServiceAnswersWhatItHasBegunWhenItIsToldToEnd() throws Exception {
    // Given
    ManagedServer ingest = stack.service(Service.INGEST);
    ManagedServer kafka = stack.infrastructure().server(ServerKind.KAFKA);
    ProcessHandle told = ProcessHandle.of(ingest.pid()).orElseThrow();
    HttpClient senders = HttpClient.newHttpClient();

    // When
    kafka.freeze();
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 40)
            .mapToObj(number -> trackCall(ingest.port(), "told-" + number))
            .map(call -> senders.sendAsync(call, BodyHandlers.ofString()))
            .toList();
    Thread.sleep(300);
    told.destroy();
    kafka.thaw();

    // Then
    told.onExit().get(1, TimeUnit.MINUTES);
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.get().statusCode()).isIn(200, 503))
        .anySatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).get().statusCode() == 200) {
        taken.add("told-" + i);
      }
    }
    assertThat(acceptedIds("told-")).containsAll(taken);
    eventually(ingest::isHealthy);
    assertThat(ingest.isHealthy()).isTrue();
  }

  /** Only as a program of its own does a service leave such addresses to itself. */
  @ParameterizedTest
  @EnumSource(Service.class)
  void everyServiceSaysWhatIsWrongWithAnAddressThatIsNone(Service service) throws Exception {
    String request = "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), stack.service(service).port())) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json", "/problems/invalid-request");
    }
  }

  private static HttpRequest trackCall(int port, String id) {
    String message = "{\"event\":\"Viewed\",\"anonymousId\":\"told\",\"messageId\":\"%s\"}";
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/track"))
        .header("X-Write-Key", "demo-storefront")
        .POST(HttpRequest.BodyPublishers.ofString(message.formatted(id)))
        .build();
  }

  private boolean salesHasHeardOf(String customer) throws Exception {
    return shoppers.outbox().stream()
        .filter(message -> message.path("tier").asText().equals("sales-ready"))
        .anyMatch(message -> message.path("identities").toString().contains(customer));
  }

  private void everyTierChangeWasDeliveredOnce() throws Exception {
    TopicReader topics = new TopicReader(stack.infrastructure().kafkaBootstrapServers());
    List<JsonNode> told = topics.values(Topics.TIER_CHANGES);
    Set<String> all = ids(told, change -> true);
    Set<String> hot = ids(told, change -> change.path("to").asText().equals("sales-ready"));
    Set<String> cooled = ids(told, change -> change.path("from").asText().equals("sales-ready"));
    eventually(() -> changes("webhook").size() >= all.size());
    eventually(() -> changes("email").containsAll(hot));
    assertThat(changes("webhook")).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    // A rep whose lead cools down hears of that as well.
    assertThat(changes("email"))
        .doesNotHaveDuplicates()
        .containsAll(hot)
        .allMatch(change -> hot.contains(change) || cooled.contains(change));
    assertThat(changes("slack")).doesNotHaveDuplicates().containsAll(hot);
  }

  private static Set<String> ids(List<JsonNode> changes, Predicate<JsonNode> wanted) {
    return changes.stream()
        .filter(wanted)
        .map(change -> change.path("id").asText())
        .collect(Collectors.toSet());
  }

  private List<String> changes(String channel) throws Exception {
    return shoppers.outbox().stream()
        .filter(message -> message.path("channel").asText().equals(channel))
        .map(message -> message.path("tierChangeId").asText())
        .toList();
  }

  private Set<String> acceptedIds(String prefix) throws Exception {
    return new TopicReader(stack.infrastructure().kafkaBootstrapServers())
        .values(Topics.EVENTS).stream()
            .map(event -> event.path("id").asText())
            .filter(id -> id.startsWith(prefix))
            .collect(Collectors.toSet());
  }

  private static Simulation crowd(long seed, int visitors) {
    return Simulation.of(seed, visitors, Instant.now().minus(Simulation.LENGTH));
  }

  private static boolean isHot(Truth truth, Instant now) {
    return truth.tier(now).equals("sales-ready");
  }

  private static long count(Simulation crowd, Persona persona) {
    return crowd.truths().filter(truth -> truth.persona() == persona).count();
  }
}
