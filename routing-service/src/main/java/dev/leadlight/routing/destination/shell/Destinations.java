package dev.leadlight.routing.destination.shell;

import dev.leadlight.routing.delivery.shell.OutageLog;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.secret.SealedSecret;
import dev.leadlight.routing.secret.SecretRef;
import dev.leadlight.routing.secret.shell.MissingSecretException;
import dev.leadlight.routing.secret.shell.SecretVault;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The destinations that are set up, by settings and by API. Each replica looks once a second
 * whether somebody has changed them, and how they are doing: two round trips.
 */
@ApplicationScoped
public class Destinations {

  private static final Logger LOG = Logger.getLogger(Destinations.class);

  private final DestinationStore store;
  private final HealthStore health;
  private final SecretVault vault;
  private final Map<String, Connector> connectors;
  private final List<Destination> builtIn;
  private final List<String> missing;
  private final OutageLog outage = new OutageLog("list of destinations");
  private volatile Map<String, SetUp> known = Map.of();
  private volatile boolean loaded;

  private final AtomicLong readings = new AtomicLong();
  private long latest;

  Destinations(
      DestinationStore store,
      HealthStore health,
      SecretVault vault,
      @All List<Connector> connectors,
      @All List<BuiltInDestination> settings) {
    this.store = store;
    this.health = health;
    this.vault = vault;
    this.connectors =
        connectors.stream()
            .collect(Collectors.toUnmodifiableMap(Connector::type, Function.identity()));
    this.builtIn =
        settings.stream().map(BuiltInDestination::destination).flatMap(Optional::stream).toList();
    this.missing =
        settings.stream()
            .filter(each -> each.destination().isEmpty())
            .map(BuiltInDestination::id)
            .sorted()
            .toList();
  }

  /** Their ids, as far as this replica knows; complete after {@link #load}. */
  public Set<String> names() {
    return known.keySet();
  }

  /** The destination of that id. */
  public Optional<SetUp> find(String id) {
    return Optional.ofNullable(known.get(id));
  }

  /** All of them. */
  public Map<String, SetUp> all() {
    return known;
  }

  /** Whether the service's settings describe one of that id. */
  boolean isBuiltIn(String id) {
    return builtIn.stream().anyMatch(destination -> destination.id().equals(id));
  }

  /** The types there are. */
  Set<String> connectorTypes() {
    return connectors.keySet();
  }

  /** The connector of that type. */
  public Optional<Connector> connector(String type) {
    return Optional.ofNullable(connectors.get(type));
  }

  /** Waits until the destinations have been read once; nothing can be planned before. */
  public Uni<Void> load() {
    return loaded ? Uni.createFrom().voidItem() : refresh();
  }

  /** Reads them again, for whoever has just changed them. */
  public Uni<Void> refresh() {
    return Uni.createFrom()
        .item(readings::incrementAndGet)
        .call(health::refresh)
        .chain(
            reading ->
                store
                    .all()
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .invoke(stored -> take(reading, stored)))
        .replaceWithVoid();
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> poll() {
    return outage.watch(refresh());
  }

  void sayWhatIsMissing(@Observes StartupEvent started) {
    if (!missing.isEmpty()) {
      LOG.infof("no settings for these destinations: %s", String.join(", ", missing));
    }
  }

  /**
   * Of two readings at once, the one that was begun later stays: whoever reads them again after a
   * change finds it. Settings win over rows of the same id, which can only be older.
   *
   * @param reading grows with each that is begun
   */
  synchronized void take(long reading, List<StoredDestination> stored) {
    if (reading < latest) {
      return;
    }
    latest = reading;
    Map<String, SetUp> next = new HashMap<>();
    Stream.concat(
            stored.stream(), builtIn.stream().map(each -> new StoredDestination(each, Map.of())))
        .forEach(
            each ->
                connector(each.destination().type())
                    .ifPresent(
                        connector -> next.put(each.destination().id(), setUp(each, connector))));
    known = Map.copyOf(next);
    loaded = true;
  }

  private SetUp setUp(StoredDestination stored, Connector connector) {
    Destination destination = stored.destination();
    try {
      Map<String, String> secrets = new HashMap<>();
      destination
          .secrets()
          .forEach((name, where) -> secrets.put(name, secret(stored, name, where)));
      return new SetUp(destination, connector, new ReadyDestination(destination, secrets), null);
    } catch (MissingSecretException absent) {
      return new SetUp(destination, connector, null, absent.getMessage());
    }
  }

  private String secret(StoredDestination stored, String name, SecretRef where) {
    SealedSecret sealed = stored.sealed().get(name);
    return sealed == null
        ? vault.resolve(where)
        : vault.open(stored.destination().id(), name, sealed);
  }
}
