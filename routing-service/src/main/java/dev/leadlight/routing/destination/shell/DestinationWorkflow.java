package dev.leadlight.routing.destination.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.secret.SealedSecret;
import dev.leadlight.routing.secret.SecretRef;
import dev.leadlight.routing.secret.shell.SecretVault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes destinations: read what is there, check, write, and know it at once in this replica. */
@ApplicationScoped
class DestinationWorkflow {

  private final DestinationStore store;
  private final Destinations destinations;
  private final SecretVault vault;
  private final HealthStore health;
  private final Clock clock;

  DestinationWorkflow(
      DestinationStore store,
      Destinations destinations,
      SecretVault vault,
      HealthStore health,
      Clock clock) {
    this.store = store;
    this.destinations = destinations;
    this.vault = vault;
    this.health = health;
    this.clock = clock;
  }

  /** Writes one. */
  Uni<Void> put(String id, JsonNode body) {
    refuseBuiltIn(id);
    if (!Destination.ID.matcher(id).matches()) {
      throw ProblemException.parameter(
          "id", "lower-case letters, digits and hyphens, at most 64, a letter first");
    }
    return store
        .all()
        .map(all -> checked(id, body, all))
        .chain(stored -> store.put(stored, clock.instant()))
        .call(() -> isBack(id))
        .chain(destinations::refresh);
  }

  /** Lets it be called, or not. One of the settings can only be said to be back. */
  Uni<Void> enable(String id, boolean enabled) {
    boolean back = enabled && health.of(id).goneAt() != null;
    if (back && destinations.isBuiltIn(id)) {
      return isBack(id);
    }
    refuseBuiltIn(id);
    return store
        .enable(id, enabled, clock.instant())
        .invoke(DestinationWorkflow::refuseUnknown)
        .call(() -> enabled ? isBack(id) : Uni.createFrom().voidItem())
        .chain(destinations::refresh);
  }

  private Uni<Void> isBack(String id) {
    return health.of(id).goneAt() == null ? Uni.createFrom().voidItem() : health.gone(id, null);
  }

  /** Removes one, with its secrets. What waits for it is given up within a minute or two. */
  Uni<Void> delete(String id) {
    refuseBuiltIn(id);
    return store.delete(id).invoke(DestinationWorkflow::refuseUnknown).chain(destinations::refresh);
  }

  private StoredDestination checked(String id, JsonNode body, List<StoredDestination> all) {
    Optional<StoredDestination> known =
        all.stream().filter(each -> each.destination().id().equals(id)).findFirst();
    DestinationReader.Draft draft =
        DestinationReader.read(
            id, body, known.map(StoredDestination::destination).orElse(null), destinations, vault);
    if (!draft.places().isEmpty()) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "The destination was not stored.", draft.places());
    }
    Map<String, SealedSecret> sealed = new HashMap<>();
    known.ifPresent(each -> sealed.putAll(each.sealed()));
    draft
        .destination()
        .secrets()
        .forEach(
            (name, where) -> {
              if (!(where instanceof SecretRef.Stored)) {
                sealed.remove(name);
              }
            });
    draft.values().forEach((name, value) -> sealed.put(name, vault.seal(id, name, value)));
    return new StoredDestination(draft.destination(), sealed);
  }

  private void refuseBuiltIn(String id) {
    if (destinations.isBuiltIn(id)) {
      throw new ProblemException(
          ProblemType.CONFLICT, "The service's settings describe this destination; change those.");
    }
  }

  private static void refuseUnknown(boolean found) {
    if (!found) {
      throw DestinationResource.unknown();
    }
  }
}
