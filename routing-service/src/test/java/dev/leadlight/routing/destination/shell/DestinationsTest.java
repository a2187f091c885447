package dev.leadlight.routing.destination.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.secret.shell.SecretVault;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a replica knows of destinations while they are read again and again. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class DestinationsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<StoredDestination> NONE = List.of();
  private static final List<StoredDestination> ONE =
      List.of(
          new StoredDestination(
              new Destination("new", "webhook", "New", Settings.NONE, Map.of(), null, true, false),
              Map.of()));

  @Inject DestinationStore store;
  @Inject HealthStore health;
  @Inject SecretVault vault;
  @Inject @All List<Connector> connectors;

  private Destinations destinations;

  @BeforeEach
  void aReplicaStarts() {
    destinations = new Destinations(store, health, vault, connectors, List.of());
  }

  @Test
  void aReadingThatWasBegunEarlierDoesNotHideWhatALaterOneHasFound() {
    destinations.take(2, ONE);
    destinations.take(1, NONE);

    assertThat(destinations.find("new")).isPresent();
  }

  @Test
  void eachReadingIsLaterThanThoseBegunBefore() {
    destinations.refresh().await().atMost(PATIENCE);
    destinations.refresh().await().atMost(PATIENCE);
    destinations.take(1, ONE);
    assertThat(destinations.find("new")).isEmpty();

    destinations.take(2, ONE);
    assertThat(destinations.find("new")).isPresent();
    destinations.refresh().await().atMost(PATIENCE);
    assertThat(destinations.find("new")).isEmpty();
  }
}
