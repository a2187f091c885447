package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.SavedMapping;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.imports.States;
import dev.leadlight.ingest.intake.shell.EventPublisher;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The imports and saved mappings: written to their compacted topic, read from memory, which every
 * replica fills from the topic. Of two states of an import the later one stays: {@link
 * States#later}. What is not heard of any more does not run: {@link States#heard}.
 */
@Singleton
public class ImportStore {

  /** Whose share of the way to Kafka the few records here use. */
  private static final String FLOW = "imports";

  static final String IMPORT = "import:";
  static final String MAPPING = "mapping:";

  private static final Comparator<ImportState> NEWEST_FIRST =
      Comparator.comparing(ImportState::startedAt).thenComparing(ImportState::id).reversed();

  private final EventPublisher publisher;
  private final int maxRemembered;
  private final Clock clock = Clock.systemUTC();
  private final Map<String, Heard> imports = new ConcurrentHashMap<>();
  private final Map<String, SavedMapping> mappings = new ConcurrentHashMap<>();
  private volatile boolean caughtUp;

  ImportStore(EventPublisher publisher, ImportConfig config) {
    this.publisher = publisher;
    this.maxRemembered = config.maxRemembered();
  }

  /**
   * The import of that id as far as it is known here.
   *
   * @throws ProblemException 503 while the topic is read at start
   */
  Optional<ImportState> find(String id) {
    requireCaughtUp();
    return Optional.ofNullable(imports.get(id)).map(heard -> heard.asOf(clock.instant()));
  }

  /**
   * The import of that id.
   *
   * @throws ProblemException 404 if there is none
   */
  ImportState known(String id) {
    return find(id)
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such import."));
  }

  /** All imports, newest first. */
  List<ImportState> all() {
    requireCaughtUp();
    Instant now = clock.instant();
    return imports.values().stream().map(heard -> heard.asOf(now)).sorted(NEWEST_FIRST).toList();
  }

  Optional<SavedMapping> mapping(String name) {
    requireCaughtUp();
    return Optional.ofNullable(mappings.get(name));
  }

  /** All saved mappings by name. */
  List<SavedMapping> mappings() {
    requireCaughtUp();
    return mappings.values().stream().sorted(Comparator.comparing(SavedMapping::name)).toList();
  }

  /** Completes when Kafka has the state; then it is seen here, and soon by the other replicas. */
  Uni<ImportState> save(ImportState state) {
    return publish(IMPORT + state.id(), state).invoke(() -> note(state)).replaceWith(state);
  }

  /** Shows a state here before it is worth a record. */
  void note(ImportState state) {
    note(new Heard(state, clock.instant()));
  }

  private void note(Heard heard) {
    imports.merge(heard.state().id(), heard, Heard::later);
  }

  Uni<SavedMapping> save(SavedMapping mapping) {
    return publish(MAPPING + mapping.name(), mapping)
        .invoke(() -> mappings.put(mapping.name(), mapping))
        .replaceWith(mapping);
  }

  Uni<Void> deleteMapping(String name) {
    return publish(MAPPING + name, null).invoke(() -> mappings.remove(name));
  }

  /** Forgets the oldest imports that have ended, so that the topic and the memory stay small. */
  Uni<Void> tidy() {
    List<ProducerRecord<String, byte[]>> tombstones =
        all().stream()
            .filter(state -> state.state().isEnd())
            .skip(maxRemembered)
            .map(state -> record(IMPORT + state.id(), null))
            .toList();
    return publisher
        .publish(FLOW, tombstones)
        .invoke(() -> tombstones.forEach(tombstone -> forget(tombstone.key())));
  }

  /**
   * A record of the topic: an import's state. It was heard now, whatever the other replica's clock
   * says; only of what was there before this one began no more is known than that.
   */
  void read(ImportState state) {
    Instant now = clock.instant();
    note(new Heard(state, caughtUp || state.updatedAt().isAfter(now) ? now : state.updatedAt()));
  }

  /** A record of the topic: a mapping. */
  void read(SavedMapping mapping) {
    mappings.put(mapping.name(), mapping);
  }

  /** A record of the topic: what has this key is gone. */
  void forget(String key) {
    if (key.startsWith(IMPORT)) {
      imports.remove(key.substring(IMPORT.length()));
    } else if (key.startsWith(MAPPING)) {
      mappings.remove(key.substring(MAPPING.length()));
    }
  }

  /** All that stood in the topic at start is known now. */
  void caughtUp() {
    caughtUp = true;
  }

  private void requireCaughtUp() {
    if (!caughtUp) {
      throw new ProblemException(
          ProblemType.UNAVAILABLE, "The imports are still being read from Kafka; ask again.");
    }
  }

  private Uni<Void> publish(String key, @Nullable Object value) {
    return publisher.publish(FLOW, List.of(record(key, value)));
  }

  /** A state, and when there was a sign of it. */
  private record Heard(ImportState state, Instant at) {

    ImportState asOf(Instant now) {
      return States.heard(state, at, now);
    }

    Heard later(Heard other) {
      return States.later(state, other.state).equals(state) ? this : other;
    }
  }

  private static ProducerRecord<String, byte[]> record(String key, @Nullable Object value) {
    return new ProducerRecord<>(
        Topics.IMPORTS.name(), key, value == null ? null : ContractJson.write(value));
  }
}
