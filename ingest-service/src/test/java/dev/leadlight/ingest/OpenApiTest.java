package dev.leadlight.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever reads the API's description finds each route told, and each body shown. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class OpenApiTest {

  private static final ObjectMapper JSON = ContractJson.mapper();

  @Test
  void tellsEachRouteAndShowsEachBody() throws IOException {
    JsonNode paths =
        JSON.readTree(given().get("/q/openapi?format=json").asByteArray()).path("paths");

    assertThat(paths.has("/v1/{call}")).isTrue();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String route = operation.getKey() + " " + path.getKey();
        assertThat(operation.getValue().path("summary").asText()).as(route).isNotBlank();
        if (operation.getKey().equals("post")) {
          assertThat(operation.getValue().path("requestBody").findValues("examples"))
              .as("examples of " + route)
              .isNotEmpty();
        }
      }
    }
  }
}
