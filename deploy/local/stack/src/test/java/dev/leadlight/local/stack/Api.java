package dev.leadlight.local.stack;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The suite as an operator's program sees it: through the front port. */
record Api(URI front, String token) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final int AT_ONCE = 100;

  /**
   * What came back.
   *
   * @param tag the entity tag; empty without one
   * @param body missing if it is empty
   */
  record Answer(int status, String tag, JsonNode body) {

    /** The body of a call that has to succeed. */
    JsonNode good() {
      if (status >= 300) {
        throw new AssertionError("answered " + status + ": " + body);
      }
      return body;
    }
  }

  /** All that is said of these leads at a moment; those that are unknown are left out. */
  Map<String, JsonNode> leads(List<String> identities, Instant at)
      throws IOException, InterruptedException {
    Map<String, JsonNode> found = new HashMap<>();
    for (int from = 0; from < identities.size(); from += AT_ONCE) {
      List<String> some = identities.subList(from, Math.min(from + AT_ONCE, identities.size()));
      JsonNode entries = lookup(some, at).path("leads");
      for (int i = 0; i < entries.size(); i++) {
        if (entries.get(i).path("found").asBoolean()) {
          found.put(some.get(i), entries.get(i).path("lead"));
        }
      }
    }
    return found;
  }

  /** The scores of those that are known; none while their service is away. */
  Map<String, Double> scores(List<String> identities, Instant at)
      throws IOException, InterruptedException {
    return leads(identities, at).entrySet().stream()
        .collect(toMap(Map.Entry::getKey, lead -> lead.getValue().path("score").asDouble()));
  }

  /** What the outbox has got from a moment on, oldest first. */
  List<JsonNode> outbox(Instant since) throws IOException, InterruptedException {
    JsonNode messages = read("/demo-outbox?since=" + since).path("messages");
    return StreamSupport.stream(messages.spliterator(), false).toList();
  }

  JsonNode read(String path) throws IOException, InterruptedException {
    return send("GET", path, "").body();
  }

  /** A call with JSON, or without a body if that is empty. */
  Answer send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Bearer " + token, "Content-Type", "application/json"));
    return call(method, path, body, all);
  }

  /** The same as somebody without a token. */
  Answer sendAsStranger(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return call(method, path, body, List.of(headers));
  }

  private JsonNode lookup(List<String> identities, Instant at)
      throws IOException, InterruptedException {
    ObjectNode question = ContractJson.mapper().createObjectNode().put("at", at.toString());
    ArrayNode leads = question.putArray("leads");
    identities.forEach(leads::add);
    return send("POST", "/v1/leads/lookup", question.toString()).body();
  }

  private Answer call(String method, String path, String body, List<String> headers)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(front.resolve(path))
            .timeout(Duration.ofSeconds(40))
            .header("Accept", "application/json")
            .headers(headers.toArray(String[]::new))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
    return new Answer(
        answer.statusCode(),
        answer.headers().firstValue("ETag").orElse(""),
        ContractJson.mapper().readTree(answer.body()));
  }
}
