package dev.leadlight.local.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Spoken;
import dev.leadlight.local.stack.outbox.OutboxMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Says once of each lead that became sales-ready why it did, as its score explains it. */
final class HotLeads {
  private static final String HOT = "sales-ready";

  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ExecutorService teller =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "hot-leads");
            thread.setDaemon(true);
            return thread;
          });
  private final URI front;
  private final String operatorToken;
  private final Consumer<String> say;

  HotLeads(URI front, String operatorToken, Consumer<String> say) {
    this.front = front;
    this.operatorToken = operatorToken;
    this.say = say;
  }

  /** Takes each message of the outbox; several channels tell of the same change. */
  void onMessage(OutboxMessage message) {
    String change = message.tierChangeId();
    if (HOT.equals(message.tier())
        && change != null
        && !message.identities().isEmpty()
        && told.add(change)) {
      teller.execute(() -> tell(message.identities().get(0)));
    }
  }

  private void tell(String identity) {
    try {
      say.accept("Hot lead " + identity + ": " + reasons(lead(identity)));
    } catch (IOException fault) {
      say.accept("Hot lead " + identity + " (its reasons are not to be had at the moment)");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode lead(String identity) throws IOException, InterruptedException {
    String path = "/v1/leads/" + URLEncoder.encode(identity, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(front.resolve(path))
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + operatorToken)
            .build();
    return ContractJson.mapper().readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  private static String reasons(JsonNode lead) {
    String parts =
        StreamSupport.stream(lead.path("contributions").spliterator(), false)
            .filter(part -> part.hasNonNull("rule"))
            .map(HotLeads::reason)
            .collect(Collectors.joining(", "));
    return "%.0f points, from %s".formatted(lead.path("score").asDouble(), parts);
  }

  private static String reason(JsonNode part) {
    int matches = part.path("matches").asInt(1);
    return "%s %.0f%s"
        .formatted(
            Spoken.of(part.path("rule").asText()),
            part.path("points").asDouble(),
            matches > 1 ? " (" + matches + "×)" : "");
  }
}
