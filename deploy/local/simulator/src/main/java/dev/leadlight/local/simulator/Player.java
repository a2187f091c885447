package dev.leadlight.local.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sends messages as an SDK would: through the tracking API, again when it is told to, never
 * forgetting one. A message sent twice has the same {@code messageId} both times.
 */
public final class Player {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(40);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 60;

  private final URI front;
  private final HttpClient http;

  /**
   * A player for one installation.
   *
   * @param front address of the tracking API without path
   */
  public Player(URI front) {
    this.front = front;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /**
   * Sends messages in batches, each source's in its order.
   *
   * @param batchSize messages in one request, 1 to 2,500
   * @throws IOException when a batch is refused for good, or for too long
   */
  public void sendBatches(List<TimedMessage> messages, int batchSize)
      throws IOException, InterruptedException {
    Map<String, List<TimedMessage>> bySource =
        messages.stream().collect(Collectors.groupingBy(TimedMessage::writeKey));
    for (Map.Entry<String, List<TimedMessage>> source : bySource.entrySet()) {
      List<TimedMessage> own = source.getValue();
      for (int from = 0; from < own.size(); from += batchSize) {
        List<TimedMessage> batch = own.subList(from, Math.min(own.size(), from + batchSize));
        post("/v1/batch", source.getKey(), batch(batch));
      }
    }
  }

  /** Sends one message to the path of its type; without a timestamp it has happened just now. */
  public void send(TimedMessage message, boolean asIfNow) throws IOException, InterruptedException {
    ObjectNode body = message.body().deepCopy();
    String type = body.path("type").asText();
    if (asIfNow) {
      body.remove("timestamp");
    }
    post("/v1/" + type, message.writeKey(), body);
  }

  private void post(String path, String writeKey, ObjectNode body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(front.resolve(path))
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Authorization", basic(writeKey))
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    Duration pause = Duration.ofMillis(100);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Duration asked = attempt(request, pause);
      if (asked.isZero()) {
        return;
      }
      Thread.sleep(asked.toMillis());
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
    throw new IOException("not accepted after " + ATTEMPTS + " attempts: " + path);
  }

  /** Zero when the request was accepted, else how long to wait before the next attempt. */
  private Duration attempt(HttpRequest request, Duration pause)
      throws IOException, InterruptedException {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      int status = answer.statusCode();
      if (status < 300) {
        return Duration.ZERO;
      }
      if (status == 429 || status >= 500) {
        return retryAfter(answer, pause);
      }
      throw new RefusedException(
          request.uri().getPath() + " answered " + status + ": " + answer.body());
    } catch (RefusedException forGood) {
      throw forGood;
    } catch (IOException unreachable) {
      return pause;
    }
  }

  private static Duration retryAfter(HttpResponse<String> answer, Duration otherwise) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,4}"))
        .map(seconds -> shorter(Duration.ofSeconds(Long.parseLong(seconds)), LONGEST_PAUSE))
        .filter(asked -> !asked.isZero())
        .orElse(otherwise);
  }

  private static ObjectNode batch(List<TimedMessage> messages) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode items = body.putArray("batch");
    messages.forEach(message -> items.add(message.body()));
    return body;
  }

  private static String basic(String writeKey) {
    return "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(UTF_8));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
