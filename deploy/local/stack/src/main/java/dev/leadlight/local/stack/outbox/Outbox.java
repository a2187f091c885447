package dev.leadlight.local.stack.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Messages in two files of bounded size, one JSON line each; none is held in memory. When the newer
 * file is full it becomes the older one, whose messages are forgotten.
 */
public final class Outbox {
  private final Path newer;
  private final Path older;
  private final long limitBytes;
  private final Clock clock;
  private final List<Consumer<OutboxMessage>> listeners = new CopyOnWriteArrayList<>();
  private Instant last;

  /**
   * The messages of a directory, those of former runs included.
   *
   * @param limitBytes size of one of the two files
   */
  public Outbox(Path directory, long limitBytes, Clock clock) throws IOException {
    Files.createDirectories(directory);
    this.newer = directory.resolve("outbox.ndjson");
    this.older = directory.resolve("outbox.1.ndjson");
    this.limitBytes = limitBytes;
    this.clock = clock;
    this.last = Instant.EPOCH;
    dropHalfWrittenLine();
  }

  /** Calls the listener with each further message, on the thread that brings it. */
  public void onMessage(Consumer<OutboxMessage> listener) {
    listeners.add(listener);
  }

  /** Keeps a message under a moment of its own. */
  public void add(OutboxMessage message) throws IOException {
    OutboxMessage kept = keep(message);
    listeners.forEach(listener -> listener.accept(kept));
  }

  /**
   * Messages from a moment on, oldest first.
   *
   * @param since the first moment asked for
   * @param limit the largest number of messages
   */
  public synchronized List<JsonNode> messages(Instant since, long limit) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (Path file : List.of(older, newer)) {
      if (Files.exists(file)) {
        try (Stream<String> lines = Files.lines(file)) {
          lines
              .map(Outbox::read)
              .filter(message -> !receivedAt(message).isBefore(since))
              .limit(limit - found.size())
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  private synchronized OutboxMessage keep(OutboxMessage message) throws IOException {
    OutboxMessage kept = message.at(nextMoment());
    if (Files.exists(newer) && Files.size(newer) > limitBytes) {
      Files.move(newer, older, StandardCopyOption.REPLACE_EXISTING);
    }
    String line = new String(ContractJson.write(kept), UTF_8) + "\n";
    Files.writeString(newer, line, CREATE, APPEND);
    return kept;
  }

  /** Moments are all different, so that a reader can go on after the last one it saw. */
  private Instant nextMoment() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
    return last;
  }

  private void dropHalfWrittenLine() throws IOException {
    if (!Files.exists(newer)) {
      return;
    }
    byte[] content = Files.readAllBytes(newer);
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    if (end < content.length) {
      Files.write(newer, Arrays.copyOf(content, end));
    }
  }

  private static JsonNode read(String line) {
    try {
      return ContractJson.mapper().readTree(line);
    } catch (JsonProcessingException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static Instant receivedAt(JsonNode message) {
    return Instant.parse(message.path("receivedAt").asText());
  }
}
