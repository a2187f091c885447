package dev.leadlight.ingest.tracking.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.intake.Call;
import dev.leadlight.ingest.tracking.shell.Mutant.Travel;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Sends its share of the mutants, a few under way at a time, and judges each answer. */
final class FuzzClient implements AutoCloseable {

  private static final int WINDOW = 4;

  /** Answers to requests with the key in front that were refused, by whether they are batches. */
  record Tally(
      AtomicIntegerArray statuses, AtomicInteger refusedSingles, AtomicInteger refusedBatches) {
    Tally() {
      this(new AtomicIntegerArray(600), new AtomicInteger(), new AtomicInteger());
    }
  }

  private final URL url;
  private final Tally tally;
  private final List<Mutant> window = new ArrayList<>();
  private Wire wire;

  FuzzClient(URL url, Tally tally) throws IOException {
    this.url = url;
    this.tally = tally;
    this.wire = new Wire(url);
  }

  void send(Mutant mutant) throws IOException {
    if (mutant.travel() != Travel.TOGETHER) {
      sendAlone(mutant);
      return;
    }
    wire.send(mutant.head(mutant.body().length), mutant.body());
    window.add(mutant);
    if (window.size() == WINDOW) {
      drain();
    }
  }

  private void drain() throws IOException {
    boolean closed = false;
    for (Mutant mutant : window) {
      assertThat(closed).as("connection closed before %s", mutant).isFalse();
      Wire.Answer answer = wire.answer();
      judge(mutant, answer);
      closed = answer.isLast();
    }
    window.clear();
    if (closed) {
      wire.close();
      wire = new Wire(url);
    }
  }

  private void sendAlone(Mutant mutant) throws IOException {
    byte[] body = mutant.body();
    byte[] two = Arrays.copyOf(body, body.length * 2 / 3);
    try (Wire alone = new Wire(url)) {
      switch (mutant.travel()) {
        case CUT_SHORT -> alone.send(mutant.head(two.length), body);
        case UNFINISHED, STALLED -> alone.send(mutant.head(body.length), two);
        case ALONE, TOGETHER -> alone.send(mutant.head(body.length), body);
      }
      if (mutant.travel() != Travel.UNFINISHED) {
        judge(mutant, alone.answer());
      }
    }
  }

  private void judge(Mutant mutant, Wire.Answer answer) throws IOException {
    int status = answer.status();
    tally.statuses.incrementAndGet(status);
    assertThat(status / 100).as("status %d for %s", status, mutant).isIn(2, 4);
    if (status / 100 == 4) {
      assertThat(answer.header("content-type"))
          .as("%s", mutant)
          .contains("application/problem+json");
      JsonNode problem = ContractJson.mapper().readTree(answer.body());
      assertThat(problem.path("status").asInt()).as("%s", mutant).isEqualTo(status);
      assertThat(problem.path("type").asText()).as("%s", mutant).startsWith("https://");
      assertThat(answer.body()).as("%s", mutant).doesNotContain(CapturedBodies.PLANTED);
    }
    if (mutant.keyInFront()
        && !isCounters(mutant.path())
        && (status == 400 || status == 413 || status == 415)) {
      (isBatch(mutant.path()) ? tally.refusedBatches : tally.refusedSingles).incrementAndGet();
    }
  }

  /** The SDKs' own counters are nobody's messages. */
  private static boolean isCounters(String path) {
    return lastSegment(path).equals("m");
  }

  /** Whether an endpoint takes batches. */
  static boolean isBatch(String path) {
    return Call.ofEndpoint(lastSegment(path)).isEmpty();
  }

  static String lastSegment(String path) {
    return path.replaceFirst("/?(\\?.*)?$", "").replaceFirst(".*/", "");
  }

  @Override
  public void close() throws IOException {
    drain();
    wire.close();
  }
}
