package dev.leadlight.routing.destination.shell;

import static io.restassured.RestAssured.given;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.leadlight.routing.DestinationsTestResource;
import dev.leadlight.routing.Outbox;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** Destinations that a test sets up through the API, and the server that stands behind them. */
@SuppressWarnings("NullAway.Init")
abstract class DestinationsByApi {

  static final Duration PATIENCE = Duration.ofSeconds(40);

  @Inject Outbox outbox;

  WireMockServer http;

  @BeforeEach
  void forget() {
    http.resetAll();
  }

  final String webhook(String path) {
    return "{\"type\": \"webhook\", \"settings\": {\"url\": \"%s/%s\"}, %s"
        .formatted(
            http.baseUrl(),
            path,
            "\"secrets\": {\"secret\": {\"value\": \"" + DestinationsTestResource.SECRET + "\"}}}");
  }

  static RequestSpecification admin() {
    return given().auth().oauth2("test-token").contentType(ContentType.JSON);
  }
}
