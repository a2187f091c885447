package dev.leadlight.scoring.live.shell;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.identity.LeadId;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Somebody who reads the stream as lines, from the moment that its connection is open. */
final class Watcher implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Stream<String> stream;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  Watcher(String query, @Nullable String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/v1/leads/stream" + query))
            .header("Authorization", "Bearer test-token");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<Stream<String>> response =
        HTTP.sendAsync(request.build(), BodyHandlers.ofLines()).orTimeout(20, SECONDS).join();
    stream = response.body();
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(() -> stream.forEach(lines::add)); // ends with the connection
    await().until(() -> reading.isDone() || lines.contains(":still here"));
  }

  List<String> lines() {
    return lines;
  }

  /** Events of a lead, each as the lines it came in. */
  List<List<String>> eventsOf(LeadId lead) {
    List<List<String>> events = new ArrayList<>();
    List<String> event = new ArrayList<>();
    for (String line : lines) {
      if (!line.isEmpty()) {
        event.add(line);
      } else {
        if (event.stream().anyMatch(each -> each.contains(lead.value()))) {
          events.add(event);
        }
        event = new ArrayList<>();
      }
    }
    return events;
  }

  /** Ids of a lead's changes, in order. */
  List<String> idsOf(LeadId lead) {
    return eventsOf(lead).stream()
        .flatMap(List::stream)
        .filter(line -> line.startsWith("id:"))
        .map(line -> line.substring(3).strip())
        .toList();
  }

  @Override
  public void close() {
    stream.close();
  }
}
