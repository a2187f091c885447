package dev.leadlight.routing.connector;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param answer as {@link HttpAnswers} understands it, with redacted excerpts
 * @param headers of the answer, names in lower case; empty if none came
 * @param body of the answer, at most 1 MiB of it; not redacted, so neither stored nor logged
 */
public record HttpExchange(Answer answer, Map<String, String> headers, String body) {

  public HttpExchange {
    headers = Map.copyOf(headers);
  }

  /** Whether the status was one of 200 to 299. */
  public boolean accepted() {
    return answer.outcome() instanceof Outcome.Accepted;
  }

  /** HTTP status; 0 if none came. */
  public int status() {
    Integer status = answer.status();
    return status == null ? 0 : status;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body as an object of JSON; empty if it isn't one. */
  public Payload json() {
    return Payload.of(parsed());
  }

  /** The body as a list of objects of JSON; none if it isn't one. */
  public List<Payload> list() {
    return Fields.list(parsed()).stream().map(Payload::of).toList();
  }

  private @Nullable Object parsed() {
    try {
      return ContractJson.read(body.getBytes(StandardCharsets.UTF_8), Object.class);
    } catch (IOException notJson) {
      return null;
    }
  }

  /** Without the body, which may tell a secret. */
  @Override
  public String toString() {
    return "HttpExchange[" + status() + "]";
  }
}
