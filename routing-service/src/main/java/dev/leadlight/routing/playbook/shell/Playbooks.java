package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.routing.delivery.shell.OutageLog;
import dev.leadlight.routing.playbook.Playbook;
import dev.leadlight.routing.playbook.StoredPlaybook;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The playbooks in force. Each replica asks once a second whether somebody has changed one, which
 * is a look at one row, and reads all of them if so: there are dozens.
 */
@ApplicationScoped
class Playbooks {

  private static final Logger LOG = Logger.getLogger(Playbooks.class);
  private static final long NEVER = -1;

  private final PlaybookStore store;
  private final Clock clock;
  private final OutageLog outage = new OutageLog("list of playbooks");
  private volatile Known known = new Known(NEVER, List.of(), List.of());

  /** What this replica knows: of every playbook the version in force, and those it can read. */
  private record Known(long revision, List<StoredPlaybook> stored, List<Playbook> readable) {}

  Playbooks(PlaybookStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Those in force, by id; complete after {@link #load}. */
  List<Playbook> all() {
    return known.readable;
  }

  /** As they are stored, by id. */
  List<StoredPlaybook> stored() {
    return known.stored;
  }

  /** Waits until the playbooks have been read once; nothing can be planned before. */
  Uni<Void> load() {
    return known.revision == NEVER ? refresh() : Uni.createFrom().voidItem();
  }

  /** Reads them if somebody has changed them; whoever comes first sees to the starters. */
  Uni<Void> refresh() {
    return seeded()
        .chain(store::revision)
        .chain(
            revision ->
                revision == known.revision
                    ? Uni.createFrom().voidItem()
                    : store.latest().invoke(all -> take(revision, all)).replaceWithVoid());
  }

  private Uni<Void> seeded() {
    return known.revision == NEVER
        ? store.seed(StarterPlaybooks.documents(), clock.instant())
        : Uni.createFrom().voidItem();
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> poll() {
    return outage.watch(refresh());
  }

  /** Of two readings at once, the later one stays. */
  private synchronized void take(long revision, List<StoredPlaybook> latest) {
    if (revision < known.revision) {
      return;
    }
    List<StoredPlaybook> stored = latest.stream().filter(each -> each.document() != null).toList();
    known =
        new Known(
            revision,
            stored,
            stored.stream().map(Playbooks::readable).flatMap(Optional::stream).toList());
  }

  /** One that an older version has stored and this one can't read is left out, not all of them. */
  private static Optional<Playbook> readable(StoredPlaybook stored) {
    Reading<Playbook> reading = PlaybookReader.read(document(stored));
    if (reading.value() == null) {
      LOG.errorf(
          "playbook can't be read and asks for nothing: id=%s version=%d places=%s",
          stored.id(), stored.version(), reading.errors());
    }
    return Optional.ofNullable(reading.value());
  }

  /** The document of a version that has one. */
  static JsonNode document(StoredPlaybook stored) {
    @Nullable String document = stored.document();
    try {
      return ContractJson.mapper().readTree(Objects.requireNonNull(document));
    } catch (IOException e) {
      throw new IllegalStateException("stored playbook is no JSON: " + stored.id(), e);
    }
  }
}
