package dev.leadlight.feedback.home.shell;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HomeResourceTest {

  @Test
  void saysWhatAnswersHere() {
    given()
        .get("/")
        .then()
        .statusCode(200)
        .body("name", is("Leadlight"))
        .body("routes", hasKey("/v1/kpis"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing/here", "/v1/nothing", "/favicon.ico", "/v1/kpis/nothing"})
  void answersUnknownRoutesWithAProblem(String path) {
    given()
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", is("not-found"));
  }
}
