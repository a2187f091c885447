package dev.leadlight.routing.playbook.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.Verdict;
import dev.leadlight.routing.delivery.shell.Claim;
import dev.leadlight.routing.delivery.shell.Conclusion;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.playbook.Told;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A campaign was planned two days ago, and its cooldown is a day. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class CooldownStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject CooldownStore cooldowns;
  @Inject OutboxStore outbox;
  @Inject Pool pool;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final LeadId lead = newLead();
  private final String destination = "test-" + UUID.randomUUID();

  @Test
  void whatWasSentAtLastCountsFromThen() {
    plan();
    Instant sent = now.minus(Duration.ofHours(1));
    deliver(sent);
    assertThat(lately()).extracting(Told::toldAt).containsExactly(sent);
  }

  @Test
  void whatWasSentLongAgoDoesNotCount() {
    plan();
    deliver(now.minus(Duration.ofHours(25)));
    assertThat(lately()).isEmpty();
  }

  @Test
  void whatStillWaitsCountsHoweverLongItHas() {
    plan();
    assertThat(lately()).extracting(Told::toldAt).containsExactly(now);
  }

  private List<Told> lately() {
    return done(cooldowns.lately(pool, List.of(lead), now.minus(Duration.ofDays(1)), now));
  }

  private void plan() {
    TierChange change = becomesSalesReady(lead);
    Instant then = now.minus(Duration.ofDays(2));
    PlannedDelivery campaign =
        new PlannedDelivery(
            PlannedDelivery.idOf(change.id(), "p", "a"),
            "p",
            "a",
            destination,
            Verb.TRIGGER_CAMPAIGN,
            Map.of("campaign", "1"),
            null,
            then,
            null,
            null,
            null);
    done(Outbox.plan(outbox, change, then, connection -> Uni.createFrom().item(List.of(campaign))));
  }

  private void deliver(Instant at) {
    Claim claim = done(outbox.claim(destination, 1, at, at.plusSeconds(30))).get(0);
    Attempt attempt =
        new Attempt(at, Duration.ofMillis(12), new Answer(Outcome.accepted(), 200, "ok"));
    Verdict delivered = new Verdict(DeliveryState.DELIVERED, 0, at, null);
    done(outbox.record(List.of(new Conclusion(claim, attempt, delivered, at))));
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}
