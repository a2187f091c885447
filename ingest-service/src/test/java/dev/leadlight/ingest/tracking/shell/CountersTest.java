package dev.leadlight.ingest.tracking.shell;

import static dev.leadlight.ingest.tracking.shell.Requests.batch;
import static dev.leadlight.ingest.tracking.shell.Requests.plain;
import static dev.leadlight.ingest.tracking.shell.Requests.refused;
import static dev.leadlight.ingest.tracking.shell.Requests.shop;
import static dev.leadlight.ingest.tracking.shell.Requests.taken;
import static dev.leadlight.ingest.tracking.shell.Requests.track;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is received is accepted, a duplicate, rejected or unavailable, and nothing else. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class CountersTest {

  private final String id = UUID.randomUUID().toString();

  @Test
  void theyAddUp() {
    Counters before = Counters.read("shop");
    Counters ofOthers = Counters.read("till");

    taken(shop().body(track(id + "-1")).post("/v1/track"));
    taken(shop().body(track(id + "-1")).post("/v1/track"));
    taken(shop().body(batch(track(id + "-2"), track(id + "-1"), "7", track(id + "-2"))).post("/b"));
    taken(shop().body(batch()).post("/v1/batch"));
    String nobody = "{\"event\":\"x\",\"userId\":\"undefined\"}";
    refused(shop().body(nobody).post("/v1/track"), 400, "invalid-request");
    refused(shop().body("{").post("/v1/track"), 400, "malformed-json");
    refused(
        plain().header("X-Write-Key", "no-key").body(track(id)).post("/t"), 401, "unauthorized");

    Counters after = Counters.read("shop");
    assertThat(after.minus(before)).isEqualTo(new Counters(8, 2, 3, 3, 0));
    assertThat(after.received())
        .as("what is received of %s", after)
        .isEqualTo(after.accepted() + after.duplicate() + after.rejected() + after.unavailable());
    assertThat(Counters.read("till")).isEqualTo(ofOthers);
  }

  @Test
  void refusalsAreCountedByTheirReason() {
    taken(shop().body(batch(track(id), "7")).post("/v1/batch"));

    assertThat(given().get("/q/metrics").asString())
        .containsPattern("leadlight_ingest_received_total\\{.*source=\"shop\".*} [1-9]")
        .containsPattern("leadlight_ingest_events_total\\{.*outcome=\"accepted\".*} [1-9]")
        .containsPattern("leadlight_ingest_events_total\\{.*reason=\"not_an_object\".*} [1-9]");
  }

  @Test
  void latenciesAreCountedByRouteAndNeverByKey() {
    taken(shop().body(track(id)).post("/v1/track"));
    given().get("/v1/projects/shop-key/settings").then().statusCode(200);
    given().get("/v1/projects/not-a-key/settings").then().statusCode(404);
    shop().body("{}").post("/v1/" + id).then().statusCode(404);
    given().get("/no/such/page/" + id).then().statusCode(404);

    String metrics = given().get("/q/metrics").asString();

    assertThat(metrics)
        .containsPattern(
            "http_server_requests_seconds_bucket\\{.*uri=\"/v1/\\{call}\".*le=\"[+]Inf\".*} [1-9]")
        .contains("uri=\"/v1/projects/{writeKey}/settings\"")
        .contains("leadlight_ingest_unacknowledged_bytes", "leadlight_ingest_acknowledged_seconds")
        .doesNotContain("shop-key", "not-a-key", id);
  }

  /** Of one source, over all reasons. */
  private record Counters(
      long received, long accepted, long duplicate, long rejected, long unavailable) {

    static Counters read(String source) {
      String metrics = given().get("/q/metrics").asString();
      return new Counters(
          sum(metrics, "leadlight_ingest_received_total", source, ""),
          sum(metrics, "leadlight_ingest_events_total", source, "outcome=\"accepted\""),
          sum(metrics, "leadlight_ingest_events_total", source, "outcome=\"duplicate\""),
          sum(metrics, "leadlight_ingest_events_total", source, "outcome=\"rejected\""),
          sum(metrics, "leadlight_ingest_events_total", source, "outcome=\"unavailable\""));
    }

    Counters minus(Counters other) {
      return new Counters(
          received - other.received,
          accepted - other.accepted,
          duplicate - other.duplicate,
          rejected - other.rejected,
          unavailable - other.unavailable);
    }

    private static long sum(String metrics, String name, String source, String tag) {
      return metrics
          .lines()
          .filter(line -> line.startsWith(name + "{") && line.contains(tag))
          .filter(line -> line.contains("source=\"" + source + "\""))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }
}
