package dev.leadlight.ingest.source.shell;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A key is replaced while the service runs, and a mistake is seen from outside. */
@QuarkusTest
@TestProfile(SourceReloadTest.WithAFile.class)
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class SourceReloadTest {

  @SuppressWarnings("NullAway.Init") // the framework fills it
  @ConfigProperty(name = "leadlight.ingest.sources-file")
  Path file;

  @Test
  void keysAreRotatedWithoutARestart() throws IOException {
    assertThat(sent("first-key")).isEqualTo(200);
    assertThat(sent("second-key")).isEqualTo(401);
    assertThat(sent("shop-key")).isEqualTo(200);

    Files.writeString(file, sources("first-key, second-key"));
    await().atMost(30, SECONDS).until(() -> sent("second-key") == 200);
    assertThat(sent("first-key")).isEqualTo(200);

    Files.writeString(file, sources("second-key"));
    await().atMost(30, SECONDS).until(() -> sent("first-key") == 401);
    assertThat(sent("second-key")).isEqualTo(200);

    Files.writeString(file, sources("shop-key"));
    await().atMost(30, SECONDS).until(() -> metric("leadlight_ingest_sources_stale") == 1);
    assertThat(sent("second-key")).isEqualTo(200);
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'Sources' }.status", is("UP"))
        .body("checks.find { it.name == 'Sources' }.data.warning", containsString("same write key"))
        .body("checks.name", hasItem("Sources"));

    Files.writeString(file, sources("third-key"));
    await().atMost(30, SECONDS).until(() -> metric("leadlight_ingest_sources_stale") == 0);
    assertThat(sent("third-key")).isEqualTo(200);
    assertThat(metric("leadlight_ingest_sources")).isGreaterThanOrEqualTo(5);
  }

  private static int sent(String key) {
    return given()
        .header("X-Write-Key", key)
        .body("{\"event\":\"Product Viewed\",\"anonymousId\":\"a-reload\"}")
        .post("/v1/track")
        .statusCode();
  }

  private static double metric(String name) {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static String sources(String keys) {
    return """
    leadlight:
      ingest:
        sources:
          reloaded:
            write-keys: [%s]
    """
        .formatted(keys);
  }

  /** A file of its own. */
  public static class WithAFile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path file = Files.createTempFile("sources", ".yaml");
        file.toFile().deleteOnExit();
        Files.writeString(file, sources("first-key"));
        return Map.of("leadlight.ingest.sources-file", file.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
