package dev.leadlight.platform;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Walks every route of a service, as its OpenAPI page lists them. Extended by a
 * {@code @QuarkusTest} of each service.
 */
public abstract class GuardedRoutes {

  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete");

  /**
   * The routes for which nobody needs a role, because they ask for a key or signature of their own,
   * or tell what anybody may know. Each as {@code POST /v1/track}.
   */
  protected abstract Set<String> open();

  private record Route(String method, String path, String contentType) {
    @Override
    public String toString() {
      return method.toUpperCase(Locale.ROOT) + " " + path;
    }
  }

  @Test
  void nobodyGetsInWithoutARole() {
    List<String> unguarded = new ArrayList<>();
    for (Route route : routes()) {
      if (!open().contains(route.toString())) {
        for (String authorization : List.of("", "Bearer made-up", "Bearer llt_made-up")) {
          int status = call(route, authorization).statusCode();
          if (status != 401) {
            unguarded.add(route + " with '" + authorization + "' is answered " + status);
          }
        }
      }
    }
    assertThat(unguarded).isEmpty();
  }

  @Test
  void whatIsOpenIsThere() {
    Set<String> all = new TreeSet<>();
    routes().forEach(route -> all.add(route.toString()));
    assertThat(all).containsAll(open());
  }

  private static Response call(Route route, String authorization) {
    var request = given().urlEncodingEnabled(false);
    if (!route.contentType.isEmpty()) {
      request
          .config(
              config()
                  .encoderConfig(
                      encoderConfig().encodeContentTypeAs(route.contentType, ContentType.TEXT)))
          .contentType(route.contentType)
          .body("{}");
    }
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return request.request(route.method, route.path.replaceAll("\\{[^}]+}", "x"));
  }

  private static List<Route> routes() {
    Map<String, Map<String, Map<String, Object>>> paths =
        given().get("/q/openapi?format=json").then().statusCode(200).extract().path("paths");
    List<Route> routes = new ArrayList<>();
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) -> {
                  if (METHODS.contains(method)) {
                    routes.add(new Route(method, path, contentType(operation)));
                  }
                }));
    assertThat(routes).isNotEmpty();
    return routes;
  }

  private static String contentType(Map<String, Object> operation) {
    return operation.get("requestBody") instanceof Map<?, ?> body
            && body.get("content") instanceof Map<?, ?> content
            && !content.isEmpty()
        ? String.valueOf(content.keySet().iterator().next())
        : "";
  }
}
