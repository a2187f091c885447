package dev.leadlight.routing.destination.shell;

import dev.leadlight.routing.delivery.shell.OutageLog;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The destinations that are set up, by settings and by API. Each replica looks once a second
 * whether somebody has changed them: one round trip.
 */
@ApplicationScoped
public class Destinations {

  private static final Logger LOG = Logger.getLogger(Destinations.class);

  private final DestinationStore store;
  private final SecretVault vault;
  private final Map<String, Connector> connectors;
  private final List<Destination> builtIn;
  private final List<String> missing;
  private final OutageLog outage = new OutageLog("list of destinations");
  private volatile Map<String, SetUp> known = Map.of();
  private volatile boolean loaded;

  Destinations(
      DestinationStore store,
      SecretVault vault,
      @All List<Connector> connectors,
      @All List<BuiltInDestination> settings) {
    this.store = store;
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

  /** Their types by id. */
  public Map<String, String> types() {
    return known.values().stream()
        .map(SetUp::destination)
        .collect(Collectors.toUnmodifiableMap(Destination::id, Destination::type));
  }

  /** The destination of that id. */
  public Optional<SetUp> find(String id) {
    return Optional.ofNullable(known.get(id));
  }

  /** All of them. */
  public Map<String, SetUp> all() {
    return known;
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
    return store
        .all()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(this::take)
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

  /** Settings win over rows of the same id, which can only be older. */
  private void take(List<Destination> stored) {
    Map<String, SetUp> next = new HashMap<>();
    Stream.concat(stored.stream(), builtIn.stream())
        .forEach(
            destination ->
                connector(destination.type())
                    .ifPresent(
                        connector -> next.put(destination.id(), setUp(destination, connector))));
    known = Map.copyOf(next);
    loaded = true;
  }

  private SetUp setUp(Destination destination, Connector connector) {
    try {
      Map<String, String> secrets = new HashMap<>();
      destination.secrets().forEach((name, where) -> secrets.put(name, vault.resolve(where)));
      return new SetUp(destination, connector, new ReadyDestination(destination, secrets), null);
    } catch (MissingSecretException absent) {
      return new SetUp(destination, connector, null, absent.getMessage());
    }
  }
}
