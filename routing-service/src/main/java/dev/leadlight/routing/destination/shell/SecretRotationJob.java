package dev.leadlight.routing.destination.shell;

import dev.leadlight.routing.delivery.shell.OutageLog;
import dev.leadlight.routing.secret.SealedSecret;
import dev.leadlight.routing.secret.shell.MissingSecretException;
import dev.leadlight.routing.secret.shell.SecretVault;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Seals secrets again that lie under an older key, so that the key can be taken off the ring. Says
 * in the log what it did, and what it can't open.
 */
@ApplicationScoped
class SecretRotationJob {

  private static final Logger LOG = Logger.getLogger(SecretRotationJob.class);

  private final DestinationStore store;
  private final SecretVault vault;
  private final OutageLog outage = new OutageLog("sealing secrets again");

  SecretRotationJob(DestinationStore store, SecretVault vault) {
    this.store = store;
    this.vault = vault;
  }

  @Scheduled(every = "1h", delayed = "10s", skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> run() {
    return vault.canSeal() ? outage.watch(rotate()) : Uni.createFrom().voidItem();
  }

  Uni<Void> rotate() {
    return store
        .all()
        .onItem()
        .<StoredDestination>disjoint()
        .onItem()
        .transformToUniAndConcatenate(this::rotate)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> rotate(StoredDestination stored) {
    List<Map.Entry<String, SealedSecret>> old =
        stored.sealed().entrySet().stream()
            .filter(entry -> !vault.isCurrent(entry.getValue()))
            .toList();
    return Multi.createFrom()
        .iterable(old)
        .onItem()
        .transformToUniAndConcatenate(
            entry -> rotate(stored.destination().id(), entry.getKey(), entry.getValue()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> rotate(String destination, String name, SealedSecret old) {
    try {
      SealedSecret fresh = vault.seal(destination, name, vault.open(destination, name, old));
      return store
          .reseal(destination, name, old, fresh)
          .invoke(
              () ->
                  LOG.infof(
                      "secret sealed again: destination=%s name=%s key=%s",
                      destination, name, fresh.keyId()))
          .replaceWithVoid();
    } catch (MissingSecretException closed) {
      LOG.warnf(
          "secret can't be sealed again: destination=%s %s", destination, closed.getMessage());
      return Uni.createFrom().voidItem();
    }
  }
}
