package dev.leadlight.local.stack.front;

import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.stack.service.Service;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * 503 with {@code Retry-After: 1} when the service is away, or silent for half a minute after it
 * got the whole request: how long a file takes is the sender's and the service's business.
 */
final class AwayAnswer implements ProxyInterceptor {
  private static final int PATIENCE_SECONDS = 30;

  private final Buffer body;

  AwayAnswer(Service service) {
    Problem problem =
        Problem.of(
            ProblemType.UNAVAILABLE,
            service.id() + " is not answering at the moment; try again in a second.",
            List.of());
    this.body = Buffer.buffer(ContractJson.write(problem));
  }

  /** Answers for a service that is left out on purpose. */
  static void notStarted(HttpServerRequest request, Service service) {
    Problem problem =
        Problem.of(ProblemType.NOT_FOUND, service.id() + " was not started.", List.of());
    request
        .response()
        .setStatusCode(404)
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(Buffer.buffer(ContractJson.write(problem)));
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    HttpServerRequest asked = context.request().proxiedRequest();
    Future<Void> asking = asked.isEnded() ? Future.succeededFuture() : asked.end();
    Promise<ProxyResponse> first = Promise.promise();
    Future<ProxyResponse> answered = context.sendRequest();
    answered.onSuccess(first::tryComplete).onFailure(first::tryFail);
    asking.onSuccess(
        all -> answered.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).onFailure(first::tryFail));
    return first.future().recover(away -> Future.succeededFuture(answer(context)));
  }

  private ProxyResponse answer(ProxyContext context) {
    ProxyResponse response = context.request().release().response().setStatusCode(503);
    return response
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Retry-After", "1")
        .putHeader("Access-Control-Allow-Origin", "*")
        .setBody(Body.body(body));
  }
}
