package dev.leadlight.platform.problem;

import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.json.ContractJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Problems told where no resource is asked. */
public final class Answers {

  private Answers() {}

  /** Ends a response of which nothing was written yet. */
  public static void end(HttpServerResponse response, RestResponse<Problem> answer) {
    answer.getStringHeaders().forEach(response::putHeader);
    response
        .setStatusCode(answer.getStatus())
        .end(Buffer.buffer(ContractJson.write(answer.getEntity())));
  }
}
