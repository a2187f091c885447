package dev.leadlight.benchmarks.scoring;

import dev.leadlight.benchmarks.ingest.Requests;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Shoppers of whom nobody has heard: each puts something into the cart, and is looked up again and
 * again until that counts. Measured is from the beginning of the request that tells it to the end
 * of the first answer that knows it. A question follows the answer before it after a millisecond,
 * so a figure is too high by a look-up's time at most.
 *
 * @param track where events go
 * @param writeKey of the source
 */
record Probes(String track, String writeKey, ScoringClient scoring) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** Few beside the load, and never at the same moment: they are not to measure themselves. */
  private static final int WATCHERS = 4;

  private static final Duration EVERY = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long NANOS_A_MICRO = 1_000;

  /** Goes on for so long; microseconds. */
  Histogram run(Duration length) throws IOException, InterruptedException {
    Histogram micros = new ConcurrentHistogram(3);
    long begin = System.nanoTime();
    ExecutorService watchers = Executors.newFixedThreadPool(WATCHERS);
    try {
      List<Callable<Long>> all = new ArrayList<>();
      for (int i = 0; i < WATCHERS; i++) {
        long first = begin + EVERY.toNanos() * i / WATCHERS;
        all.add(() -> watch(first, begin + length.toNanos(), micros));
      }
      for (Future<Long> each : watchers.invokeAll(all)) {
        each.get(); // or fails
      }
    } catch (ExecutionException e) {
      throw new IOException("a probe has failed", e);
    } finally {
      watchers.shutdownNow();
    }
    return micros;
  }

  /** Answers how many probes it has sent. */
  private long watch(long first, long end, Histogram micros)
      throws IOException, InterruptedException {
    long sent = 0;
    for (long dueAt = first; dueAt < end; dueAt += EVERY.toNanos()) {
      Thread.sleep(Math.max(0, (dueAt - System.nanoTime()) / 1_000_000));
      micros.recordValue(timeUntilReadable() / NANOS_A_MICRO);
      sent++;
    }
    return sent;
  }

  private long timeUntilReadable() throws IOException, InterruptedException {
    String user = "probe-" + UUID.randomUUID();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(track))
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(ContractJson.write(added(user))));
    Requests.headers(writeKey).forEach(request::header);
    long begun = System.nanoTime();
    int status = HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException("an event was answered by " + status);
    }
    while (scoring.get("/v1/leads/user:" + user).path("score").asDouble() <= 0) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IOException("an event was not to be read after " + PATIENCE);
      }
      Thread.sleep(1);
    }
    return System.nanoTime() - begun;
  }

  private static Map<String, Object> added(String user) {
    return Map.of(
        "type",
        "track",
        "event",
        "Product Added",
        "messageId",
        UUID.randomUUID().toString(),
        "userId",
        user,
        "timestamp",
        Instant.now().toString(),
        "properties",
        Map.of("product_id", "P-1", "price", 19.99, "quantity", 1));
  }
}
