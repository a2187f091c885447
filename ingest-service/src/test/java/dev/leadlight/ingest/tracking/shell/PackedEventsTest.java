package dev.leadlight.ingest.tracking.shell;

import static dev.leadlight.ingest.tracking.shell.Requests.batch;
import static dev.leadlight.ingest.tracking.shell.Requests.shop;
import static dev.leadlight.ingest.tracking.shell.Requests.taken;
import static dev.leadlight.ingest.tracking.shell.Requests.track;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events are alike, so what many of them have in common goes to the broker once. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class PackedEventsTest {

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  @Test
  void theBrokerTakesLessThanWasWritten() {
    String id = UUID.randomUUID().toString();
    String[] events =
        IntStream.range(0, 50).mapToObj(i -> track(id + "-" + i)).toArray(String[]::new);

    taken(shop().body(batch(events)).post("/v1/batch"));

    assertThat(given().get("/q/metrics").asString())
        .containsPattern(
            "kafka_producer_compression_rate_avg\\{[^}]*client_id=\"producer-[^}]*} 0[.]\\d");
    assertThat(TopicReader.events(infrastructure, id)).hasSize(50);
  }
}
