package dev.leadlight.platform.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that a call of somebody with a token does not have: with a slip in its
 * name a filter would be none, and everybody would be listed. What a call has is read from the
 * OpenAPI document that the build has written, so the two can't differ. Calls without a token are
 * let be, as storefronts and mails put all kinds of things into addresses.
 */
@Singleton
public class UnknownParameters {

  /** Where the framework keeps the path of the resource as it is written there, for metrics. */
  private static final String TEMPLATE = "UrlPathTemplate";

  private final Map<String, Set<String>> known;

  @Inject
  UnknownParameters() {
    this(OpenApiDocument.read());
  }

  /**
   * @param openApi document of OpenAPI 3
   */
  UnknownParameters(JsonNode openApi) {
    Map<String, Set<String>> byCall = new HashMap<>();
    openApi
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        call -> {
                          if (call.getValue().has("security")) {
                            byCall.put(key(call.getKey(), path.getKey()), queryOf(call.getValue()));
                          }
                        }));
    this.known = Map.copyOf(byCall);
  }

  private static Set<String> queryOf(JsonNode call) {
    Set<String> names = new TreeSet<>();
    for (JsonNode parameter : call.path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  private static String key(String method, String template) {
    return method.toUpperCase(Locale.ROOT) + " " + template;
  }

  @ServerRequestFilter
  public void refuse(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.query() != null
        && Vertx.currentContext().getLocal(TEMPLATE) instanceof String template) {
      String method = request.method().name();
      check(
          method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method,
          template,
          context.queryParams().names());
    }
  }

  void check(String method, String template, Set<String> asked) {
    Set<String> names = known.get(key(method, template));
    if (names == null) {
      return;
    }
    for (String name : asked) {
      if (!names.contains(name)) {
        throw ProblemException.parameter(
            name,
            names.isEmpty()
                ? "this call has no parameters"
                : "this call has only " + String.join(", ", names));
      }
    }
  }
}
