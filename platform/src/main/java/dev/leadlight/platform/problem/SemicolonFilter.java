package dev.leadlight.platform.problem;

import dev.leadlight.contracts.http.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses addresses with a semicolon that is not escaped. The framework takes what stands behind it
 * for a matrix parameter and cuts it off, so {@code /v1/leads/user:a;b} would be about somebody
 * else, who could be erased by that.
 */
public class SemicolonFilter {

  @ServerRequestFilter(preMatching = true)
  public void refuse(HttpServerRequest request) {
    String path = request.path();
    if (path != null && path.indexOf(';') >= 0) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "Escape the semicolons in the path of the address.");
    }
  }
}
