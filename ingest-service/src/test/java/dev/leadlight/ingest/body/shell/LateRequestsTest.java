package dev.leadlight.ingest.body.shell;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Told to end, a service takes what comes for a while, and then no more. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
@TestProfile(LateRequestsTest.Impatient.class)
class LateRequestsTest {

  @Test
  void newRequestsAreRefusedInTheSecondHalfOfItsPatience() {
    // When
    Arc.container().beanManager().getEvent().fire(new ShutdownDelayInitiatedEvent());

    // Then
    assertThat(message().statusCode()).isEqualTo(200);
    await().atMost(30, SECONDS).until(() -> message().statusCode() != 200);
    message()
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", "2");
  }

  private static Response message() {
    return given()
        .header("X-Write-Key", "shop-key")
        .body("{\"event\":\"Viewed\",\"anonymousId\":\"late\"}")
        .post("/v1/track");
  }

  /** Waits long enough for a request to come early on a slow machine. */
  public static class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.shutdown.timeout", "8s");
    }
  }
}
