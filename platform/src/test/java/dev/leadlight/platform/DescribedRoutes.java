package dev.leadlight.platform;

import static io.restassured.RestAssured.given;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.json.ContractJson;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Who has nothing but a service's OpenAPI page knows how to prove himself and what he is answered.
 * Extended by a {@code @QuarkusTest} of each service.
 */
public abstract class DescribedRoutes {

  /** By no path of any service. */
  private static final String NOT_OFFERED = "PROPFIND";

  private static final Set<String> WITH_A_BODY = Set.of("200", "201", "202");

  /** Answers that have no body though their status allows one. Each as {@code POST /v1/x 200}. */
  protected Set<String> empty() {
    return Set.of();
  }

  @Test
  void everyAnswerIsDescribed() throws IOException {
    Set<String> untold = new TreeSet<>();
    page().path("paths").properties().forEach(path -> untold(path, untold));

    assertThat(untold).isEmpty();
  }

  @Test
  void tokensAreSentAsBearers() throws IOException {
    JsonNode schemes = page().path("components").path("securitySchemes");

    assertThat(schemes).hasSize(1);
    for (JsonNode scheme : schemes) {
      assertThat(scheme.path("type").asText()).isEqualTo("http");
      assertThat(scheme.path("scheme").asText()).isEqualTo("bearer");
    }
  }

  @Test
  void whatIsWrittenAsTextIsDescribedAsText() throws IOException {
    JsonNode schemas = page().path("components").path("schemas");

    for (String name : Set.of("LeadId", "SignalName", "ZoneId", "YearMonth")) {
      assertThat(schemas.path(name).path("type").asText()).as(name).isEqualTo("string");
    }
  }

  @Test
  void everyPartOfAnAddressIsDescribed() throws IOException {
    for (Map.Entry<String, JsonNode> path : page().path("paths").properties()) {
      Set<String> told = new TreeSet<>(path.getValue().path("parameters").findValuesAsText("name"));
      for (JsonNode operation : path.getValue()) {
        told.addAll(operation.path("parameters").findValuesAsText("name"));
      }
      for (String part : path.getKey().split("/", -1)) {
        if (part.startsWith("{")) {
          assertThat(told).as(path.getKey()).contains(part.substring(1, part.length() - 1));
        }
      }
    }
  }

  @Test
  void whoCallsByAnotherMethodLearnsWhichThereAre() throws IOException {
    for (Map.Entry<String, JsonNode> path : page().path("paths").properties()) {
      Set<String> offered = new TreeSet<>();
      path.getValue().fieldNames().forEachRemaining(name -> offered.add(name.toUpperCase(ROOT)));
      offered.remove("PARAMETERS");

      Response answer =
          given()
              .urlEncodingEnabled(false)
              .request(NOT_OFFERED, path.getKey().replaceAll("\\{[^}]+}", "x"));

      assertThat(answer.statusCode()).as(path.getKey()).isEqualTo(405);
      assertThat(answer.header("Allow").split(", ", -1))
          .as(path.getKey())
          .containsAll(offered)
          .doesNotContain(NOT_OFFERED);
    }
  }

  private static JsonNode page() throws IOException {
    return ContractJson.mapper().readTree(given().get("/q/openapi?format=json").asByteArray());
  }

  private void untold(Map.Entry<String, JsonNode> path, Set<String> untold) {
    for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
      for (Map.Entry<String, JsonNode> answer :
          operation.getValue().path("responses").properties()) {
        String status = answer.getKey();
        String route =
            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey() + " " + status;
        JsonNode content = answer.getValue().path("content");
        boolean isTold =
            status.startsWith("2")
                ? !WITH_A_BODY.contains(status) || empty().contains(route) || hasSchemas(content)
                : status.startsWith("3") || content.has(Problem.MEDIA_TYPE);
        if (!isTold) {
          untold.add(route);
        }
      }
    }
  }

  private static boolean hasSchemas(JsonNode content) {
    boolean has = !content.isEmpty();
    for (JsonNode type : content) {
      has &= type.has("schema");
    }
    return has;
  }
}
