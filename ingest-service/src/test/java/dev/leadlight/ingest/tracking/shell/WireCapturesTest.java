package dev.leadlight.ingest.tracking.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of unmodified SDKs, sent once more byte for byte, and the events they become. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class WireCapturesTest {

  /** Whose write key the captures carry; other tests mutate the same captures under other keys. */
  private static final String SOURCE = "demo-storefront";

  @SuppressWarnings("NullAway.Init") // the framework fills it
  @TestHTTPResource
  URL url;

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "analytics-node",
        "analytics-next",
        "analytics-next-alias",
        "analytics-next-batching",
        "rudder-sdk-node",
        "rudder-sdk-node-plain",
        "analytics-js",
        "analytics-js-batching",
        "analytics-js-beacon",
        "jitsu-node",
        "jitsu-node-s2s",
        "jitsu-browser"
      })
  void whatAnSdkSendsBecomesItsGoldenEvents(String name) throws IOException {
    // Given
    WireCapture capture = WireCapture.read(name);

    // When
    for (WireCapture.Request request : capture.requests()) {
      assertAnswered(request);
    }

    // Then
    assertThat(events(capture.who()).toPrettyString()).isEqualTo(golden(name).toPrettyString());
  }

  private void assertAnswered(WireCapture.Request request) throws IOException {
    try (Wire wire = new Wire(url)) {
      wire.send(request.head(), request.body());
      Wire.Answer answer = wire.answer();
      assertThat(answer.status()).as(request.path()).isEqualTo(200);
      if (!request.header("Origin").isEmpty()) {
        assertThat(answer.header("access-control-allow-origin"))
            .isEqualTo(request.header("Origin"));
      }
      if (request.method().equals("OPTIONS")) {
        assertThat(names(answer.header("access-control-allow-headers")))
            .containsAll(names(request.header("Access-Control-Request-Headers")));
      } else {
        assertThat(ContractJson.mapper().readTree(answer.body()).isObject()).isTrue();
      }
      if (request.path().endsWith("/settings")) {
        assertThat(answer.body()).contains("\"apiHost\":\"" + request.header("Host") + "/v1\"");
      }
    }
  }

  /** Moments depend on when the test runs, but not how long before the request a deed happened. */
  private ArrayNode events(String who) {
    ArrayNode events = ContractJson.mapper().createArrayNode();
    TopicReader.read(
            infrastructure.kafkaBootstrapServers(),
            Topics.EVENTS,
            ShopperEvent.class,
            event -> event.source().equals(SOURCE) && event.toString().contains(who))
        .stream()
        .map(TopicReader.Read::value)
        .sorted(Comparator.comparing(ShopperEvent::id))
        .forEach(event -> events.add(timeless(event)));
    return events;
  }

  private static ObjectNode timeless(ShopperEvent event) {
    ObjectNode json = ContractJson.mapper().valueToTree(event);
    json.remove(List.of("occurredAt", "receivedAt"));
    json.put("ageMillis", Duration.between(event.occurredAt(), event.receivedAt()).toMillis());
    return json;
  }

  private static List<String> names(String header) {
    return Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static JsonNode golden(String name) throws IOException {
    String path = "/wire/" + name + ".events.json";
    try (InputStream in = WireCapturesTest.class.getResourceAsStream(path)) {
      return ContractJson.mapper().readTree(Objects.requireNonNull(in, path));
    }
  }
}
