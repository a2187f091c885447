package dev.leadlight.ingest.tracking.shell;

import static dev.leadlight.ingest.tracking.shell.Requests.batch;
import static dev.leadlight.ingest.tracking.shell.Requests.shop;
import static dev.leadlight.ingest.tracking.shell.Requests.taken;
import static dev.leadlight.ingest.tracking.shell.Requests.total;
import static dev.leadlight.ingest.tracking.shell.Requests.track;
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

  /** Bytes of the events' own producer. */
  private static final String SENT = "kafka_producer_outgoing_byte_total{client_id=\"producer-";

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  @Test
  void theBrokerTakesLessThanWasWritten() {
    String id = UUID.randomUUID().toString();
    String note = "the same in all of them ".repeat(50);
    String events =
        batch(
            IntStream.range(0, 50).mapToObj(i -> track(id + "-" + i, note)).toArray(String[]::new));
    double before = total(SENT);

    taken(shop().body(events).post("/v1/batch"));

    assertThat(total(SENT) - before).isPositive().isLessThan(events.length() / 2.0);
    assertThat(TopicReader.events(infrastructure, id)).hasSize(50);
  }
}
