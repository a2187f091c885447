package dev.leadlight.scoring.wakeup.shell;

import static dev.leadlight.scoring.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.scoring.ByHand;
import dev.leadlight.scoring.lead.shell.RedisWakeUpStore.Claim;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may come between a wake-up and its moment: events, broken states, an emptied Redis. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
class DisturbedWakeUpTest extends WakeUpsByHand {

  @Test
  void anEventThatComesInBetweenTakesItOver() {
    // Given: the wake-up is claimed and the lead loaded
    fillCart(user);
    awaitTier(user, "sales-ready");
    drain();
    clock.ahead(MUCH_LATER);
    List<Claim> claims = claim();
    Map<LeadId, Versioned> read =
        leads
            .load(claims.stream().map(Claim::lead).toList(), "newsletter")
            .await()
            .atMost(PATIENCE);
    // When
    send("Email Opened", clock.instant(), user);
    topics.flush();
    awaitTier(user, "newsletter");
    Written written = workflow.write(silence, fold, claims, read).await().atMost(PATIENCE);
    effects.send(written.told()).await().atMost(PATIENCE);
    workflow.finish(written).await().atMost(PATIENCE);
    drain();
    // Then: the event has announced the fall; what else was due is told by time
    assertThat(toldByTime(user)).isEmpty();
    assertThat(derivedOf(user)).extracting(e -> e.signal().name()).contains("cart_abandoned");
    assertThat(state(user).sequence()).isEqualTo(3);
    assertThat(inAnySet(user, ":c")).isZero();
  }

  @Test
  void thatProvesOutdatedChangesNothing() {
    // Given
    send("Page Viewed", clock.instant(), user);
    topics.flush();
    soon().until(() -> !state(user).isUnseen());
    clock.ahead(Duration.ofMinutes(20));
    send("Page Viewed", clock.instant(), user);
    topics.flush();
    soon().until(() -> state(user).offsets().size() > 0 && visits(user) > 19);
    Versioned before = stored(user);
    // When
    clock.ahead(Duration.ofMinutes(31));
    drain();
    // Then
    assertThat(stored(user).version()).isEqualTo(before.version());
    assertThat(derivedOf(user)).isEmpty();
    assertThat(inAnySet(user, "")).isEqualTo(1);
    clock.ahead(Duration.ofMinutes(51));
    drain();
    assertThat(derivedOf(user)).hasSize(1);
    assertThat(inAnySet(user, "")).isZero();
  }

  private long visits(String who) {
    var sessions = state(who).united().sessions();
    return Duration.ofMillis(sessions.end(0) - sessions.start(0)).toMinutes();
  }

  @Test
  void aStateThatCannotBeReadHoldsUpNobody() {
    // Given
    fillCart(user);
    awaitTier(user, "sales-ready");
    String broken = user + "-broken";
    fillCart(broken);
    awaitTier(broken, "sales-ready");
    redis.value(String.class).set("ll:l:" + lead(broken).value(), "12345678 no state");
    // When
    clock.ahead(MUCH_LATER);
    drain();
    // Then
    assertThat(toldByTime(user)).hasSize(1);
    assertThat(inAnySet(broken, ":c")).isZero();
  }

  @Test
  void aRedisThatWasEmptiedGetsItsWakeUpsFromTheEventLog() {
    fillCart(user);
    awaitTier(user, "sales-ready");
    soon().until(() -> inAnySet(user, "") == 1);
    redis.flushall();
    send("Email Opened", clock.instant(), user);
    topics.flush();
    awaitTier(user, "sales-ready");
    soon().until(() -> inAnySet(user, "") == 1);
    clock.ahead(MUCH_LATER);
    drain();
    assertThat(toldByTime(user)).hasSize(1);
  }
}
