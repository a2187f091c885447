package dev.leadlight.local.stack.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.stack.front.OwnPages;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code GET /demo-outbox}: JSON for those who accept it, a page for people. */
public final class OutboxPage implements OwnPages {
  private static final String PATH = "/demo-outbox";

  private final Vertx vertx;
  private final Outbox outbox;

  public OutboxPage(Vertx vertx, Outbox outbox) {
    this.vertx = vertx;
    this.outbox = outbox;
  }

  @Override
  public boolean answer(HttpServerRequest request) {
    if (!PATH.equals(request.path())) {
      return false;
    }
    try {
      Instant since = since(request.getParam("since"));
      long limit = limit(request.getParam("limit"));
      boolean html = wantsHtml(request);
      vertx
          .executeBlocking(() -> render(since, limit, html))
          .onSuccess(
              body ->
                  send(request, 200, html ? "text/html; charset=utf-8" : "application/json", body))
          .onFailure(fault -> refuse(request, ProblemType.INTERNAL, "The outbox is unreadable."));
    } catch (DateTimeException | NumberFormatException wrong) {
      refuse(
          request,
          ProblemType.INVALID_REQUEST,
          "limit is a positive number, since an ISO 8601 time or epoch milliseconds.");
    }
    return true;
  }

  private Buffer render(Instant since, long limit, boolean html) throws IOException {
    List<JsonNode> messages = outbox.messages(since, limit);
    return html
        ? Buffer.buffer(OutboxHtml.of(messages))
        : Buffer.buffer(ContractJson.write(Map.of("messages", messages)));
  }

  /** Programs that accept anything get JSON: only browsers name HTML. */
  private static boolean wantsHtml(HttpServerRequest request) {
    String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
    int json = accept.indexOf("application/json");
    int html = accept.indexOf("text/html");
    return html >= 0 && (json < 0 || html < json);
  }

  private static Instant since(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Instant.EPOCH;
    }
    return text.chars().allMatch(Character::isDigit)
        ? Instant.ofEpochMilli(Long.parseLong(text))
        : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
  }

  private static long limit(@Nullable String text) {
    long limit = text == null || text.isBlank() ? Long.MAX_VALUE : Long.parseLong(text);
    if (limit < 1) {
      throw new NumberFormatException("not positive");
    }
    return limit;
  }

  private static void refuse(HttpServerRequest request, ProblemType type, String detail) {
    Problem problem = Problem.of(type, detail, List.of());
    send(request, type.status(), Problem.MEDIA_TYPE, Buffer.buffer(ContractJson.write(problem)));
  }

  private static void send(HttpServerRequest request, int status, String type, Buffer body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Vary", "Accept")
        .end(body);
  }
}
