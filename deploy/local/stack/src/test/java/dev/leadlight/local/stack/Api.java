package dev.leadlight.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/** The suite as an operator's program sees it: through the front port. */
record Api(URI front, String token) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Empty while the lead is unknown or its service away. */
  OptionalDouble score(String identity, Instant at) throws IOException, InterruptedException {
    String lead = URLEncoder.encode(identity, StandardCharsets.UTF_8);
    HttpResponse<byte[]> answer = get("/v1/leads/" + lead + "?at=" + at);
    return answer.statusCode() == 200
        ? OptionalDouble.of(json(answer).path("score").asDouble())
        : OptionalDouble.empty();
  }

  List<JsonNode> outbox() throws IOException, InterruptedException {
    JsonNode messages = json(get("/demo-outbox")).path("messages");
    return StreamSupport.stream(messages.spliterator(), false).toList();
  }

  JsonNode read(String path) throws IOException, InterruptedException {
    return json(get(path));
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(front.resolve(path))
            .timeout(Duration.ofSeconds(40))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .build();
    return HTTP.send(request, BodyHandlers.ofByteArray());
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
    return ContractJson.mapper().readTree(answer.body());
  }
}
