package dev.leadlight.platform.problem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Says with each 405 which methods there are (RFC 9110, section 15.5.6), for the framework doesn't.
 * What a path has is read from the OpenAPI document, as {@link UnknownParameters} reads what a call
 * has.
 */
@Singleton
public class OfferedMethods {

  private static final Set<String> METHODS =
      Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

  private record Offer(Pattern path, Set<String> methods) {}

  private final List<Offer> offers;

  @Inject
  OfferedMethods() {
    this(OpenApiDocument.read());
  }

  /**
   * @param openApi document of OpenAPI 3
   */
  OfferedMethods(JsonNode openApi) {
    this.offers =
        openApi.path("paths").properties().stream()
            .map(path -> new Offer(pattern(path.getKey()), methods(path)))
            .toList();
  }

  /**
   * 405 with {@code Allow}; 404 of a path that there isn't. Where the path begins like another
   * resource's the framework looks there, too, and answers 404 to a wrong method.
   */
  @ServerExceptionMapper({NotAllowedException.class, NotFoundException.class})
  public RestResponse<Problem> refused(WebApplicationException failure, HttpServerRequest request) {
    String told = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
    Set<String> offered = told == null ? at(request.path()) : Set.of(told);
    return failure instanceof NotFoundException
            && (offered.isEmpty() || offered.contains(request.method().name()))
        ? answer(ProblemType.NOT_FOUND)
        : notAllowed(offered);
  }

  private static RestResponse<Problem> notAllowed(Set<String> offered) {
    RestResponse<Problem> answer = answer(ProblemType.METHOD_NOT_ALLOWED);
    answer.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", offered));
    return answer;
  }

  private static RestResponse<Problem> answer(ProblemType type) {
    return ProblemMappers.answer(type, type.title() + ".", List.of());
  }

  /** Of all resources with that path: which of them answers is decided by the method as well. */
  Set<String> at(String path) {
    Set<String> all = new TreeSet<>();
    offers.stream()
        .filter(offer -> offer.path.matcher(path).matches())
        .forEach(offer -> all.addAll(offer.methods));
    return all;
  }

  /** What GET can do, HEAD can, and the framework answers OPTIONS everywhere. */
  private static Set<String> methods(Map.Entry<String, JsonNode> path) {
    Set<String> methods =
        path.getValue().properties().stream()
            .map(call -> call.getKey().toUpperCase(Locale.ROOT))
            .filter(METHODS::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    methods.add(HttpMethod.OPTIONS);
    return methods;
  }

  private static Pattern pattern(String template) {
    return Pattern.compile(
        Pattern.quote(template).replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "/?");
  }
}
