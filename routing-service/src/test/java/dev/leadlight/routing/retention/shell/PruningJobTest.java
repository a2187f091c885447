package dev.leadlight.routing.retention.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Suppressed deliveries are kept for 90 days, tier changes for 180, who had a lead for 400. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class PruningJobTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject OutboxStore outbox;
  @Inject PruningJob job;
  @Inject Pool pool;

  private final Instant now = Instant.now();

  @Test
  void whatIsOldAndEndedIsRemovedAndWhatWaitsIsNot() {
    LeadId old = planned(200, Reason.HOLD_OUT);
    LeadId younger = planned(100, Reason.HOLD_OUT);
    LeadId recent = planned(80, Reason.HOLD_OUT);
    LeadId waiting = planned(200, null);

    // Nothing goes before others were told how it ended.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              job.prune().await().atMost(PATIENCE);
              assertThat(deliveries(old) + deliveries(younger)).isZero();
            });

    assertThat(changes(old)).isZero();
    assertThat(changes(younger)).isOne();
    assertThat(deliveries(recent)).isOne();
    assertThat(changes(recent)).isOne();
    assertThat(deliveries(waiting)).isOne();
    assertThat(changes(waiting)).isOne();
  }

  @Test
  void whoHadALeadIsForgottenAndThenWhoTheLeadWas() {
    LeadId longAgo = planned(500, Reason.HOLD_OUT);
    LeadId recent = planned(500, Reason.HOLD_OUT);
    LeadId open = planned(500, Reason.HOLD_OUT);
    assigned(longAgo, "closed", now.minus(Duration.ofDays(401)));
    assigned(recent, "passed-on", now.minus(Duration.ofDays(399)));
    assigned(open, "waiting", null);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              job.prune().await().atMost(PATIENCE);
              assertThat(changes(longAgo)).isZero();
            });

    assertThat(changes(recent)).isOne();
    assertThat(changes(open)).isOne();
    pool.query("delete from assignment where action = 'pruning'")
        .execute()
        .await()
        .atMost(PATIENCE);
  }

  private void assigned(LeadId lead, String state, @Nullable Instant ended) {
    pool.preparedQuery(
            """
            insert into assignment (id, lead_id, tier_change_id, action, state, score,
              respond_within, had_it, ground, candidates, created_at, ended_at)
            select $1, lead_id, id, 'pruning', $2, 100, 1800, '{}', 'nobody-free', '[]', planned_at, $3
            from tier_change where lead_id = $4""")
        .execute(
            Tuple.tuple()
                .addString(UUID.randomUUID().toString())
                .addString(state)
                .addOffsetDateTime(ended == null ? null : ended.atOffset(ZoneOffset.UTC))
                .addString(lead.value()))
        .await()
        .atMost(PATIENCE);
  }

  private LeadId planned(int daysAgo, @Nullable Reason suppressed) {
    LeadId lead = newLead();
    TierChange change = becomesSalesReady(lead);
    Instant at = now.minus(Duration.ofDays(daysAgo));
    PlannedDelivery planned =
        new PlannedDelivery(
            PlannedDelivery.idOf(change.id(), "p", "a"),
            "p",
            "a",
            "test-" + UUID.randomUUID(),
            Verb.NOTIFY,
            Map.of(),
            null,
            now.plus(Duration.ofDays(1)),
            null,
            null,
            suppressed);
    Outbox.plan(outbox, change, at, connection -> Uni.createFrom().item(List.of(planned)))
        .await()
        .atMost(PATIENCE);
    return lead;
  }

  private long deliveries(LeadId lead) {
    return count("select count(*) from delivery where lead_id = $1", lead.value());
  }

  private long changes(LeadId lead) {
    return count("select count(*) from tier_change where lead_id = $1", lead.value());
  }

  private long count(String sql, Object parameter) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(parameter))
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getLong(0);
  }
}
