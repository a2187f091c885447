package dev.leadlight.scoring.fold.shell;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.erasure.shell.Forgetters;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.shell.LeadStores;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Somebody known by an e-mail address is forgotten while batches are folded; one of them tells that
 * they are a user whom nobody forgets.
 */
class ForgottenBesideBatchesTest extends ReplicasByHand {

  private static final String USER = "user:u";
  private static final String EMAIL = "email:e@example.com";
  private static final String BROWSER = "anonymous:b";
  private static final LeadId FORGOTTEN = leadOf(EMAIL);
  private static final ErasureRequest REQUEST =
      new ErasureRequest(
          "r", FORGOTTEN, List.of(FORGOTTEN), List.of(keyOf(EMAIL), keyOf(BROWSER)), after("PT1M"));

  private final List<EventBatch.Read> before =
      reads(List.of(e("PT0S", USER), e("PT0S", EMAIL, BROWSER), e("PT1S", BROWSER)));
  private final List<EventBatch.Read> union = reads(List.of(e("PT2M", USER, EMAIL)));

  private static Identity identity(String name) {
    return Identity.parse(name).orElseThrow();
  }

  private static LeadId leadOf(String name) {
    return Shop.KEYS.leadIdOf(identity(name));
  }

  private static String keyOf(String name) {
    return Shop.KEYS.keyOf(identity(name));
  }

  private static Uni<Void> forget(Redis through) {
    return Forgetters.forget(through, REQUEST).replaceWithVoid();
  }

  @Test
  void whoBecomesPartOfAnotherLeadAtAnyStepIsForgottenThereToo() {
    boolean reached = true;
    for (int step = 0; reached; step++) {
      begin(before);
      SteppedRedis slow = SteppedRedis.interruptedAfter(step, redis, () -> take(redis, union));
      forget(slow).await().atMost(PATIENCE);
      reached = slow.reached();
      if (reached) {
        assertIsForgotten("forgetting, after %s commands".formatted(step));
      }
    }
  }

  @Test
  void whoIsForgottenAtAnyStepDoesNotBecomePartOfAnotherLead() {
    boolean reached = true;
    for (int step = 0; reached; step++) {
      begin(before);
      SteppedRedis slow = SteppedRedis.interruptedAfter(step, redis, () -> forget(redis));
      take(slow, union).await().atMost(PATIENCE);
      reached = slow.reached();
      if (reached) {
        assertIsForgotten("folding, after %s commands".formatted(step));
      }
    }
  }

  @Test
  void leadsThatAreWrittenAllTheTimeAreForgottenToo() {
    begin(before);
    AtomicBoolean isOver = new AtomicBoolean();
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeUntil(isOver));
    forget(redis).await().atMost(PATIENCE);
    isOver.set(true);
    writing.join();
    assertIsForgotten("beside a busy batch");
  }

  private static void writeUntil(AtomicBoolean isOver) {
    RedisLeadStore store = LeadStores.oneByOne(redis);
    while (!isOver.get()) {
      for (Versioned lead : store.load(List.of(FORGOTTEN), "").await().atMost(PATIENCE).values()) {
        if (lead.isStored()) {
          store.compareAndSet(Map.of(FORGOTTEN, lead)).await().atMost(PATIENCE);
        }
      }
    }
  }

  /** Nothing that was told under the names of before is anywhere, and the user is still there. */
  private static void assertIsForgotten(String when) {
    List<LeadState> all = states();
    assertThat(all)
        .as(when)
        .noneMatch(lead -> lead.evidence().containsKey(identity(EMAIL).label()))
        .noneMatch(lead -> lead.evidence().containsKey(identity(BROWSER).label()))
        .noneMatch(lead -> lead.has(identity(BROWSER)))
        .anyMatch(lead -> lead.evidence().containsKey(identity(USER).label()));
    assertThat(exists("ll:i:" + keyOf(BROWSER))).as(when).isFalse();
  }

  private static boolean exists(String key) {
    return redis.send(Request.cmd(Command.EXISTS).arg(key)).await().atMost(PATIENCE).toInteger()
        > 0;
  }

  private static List<LeadState> states() {
    List<LeadId> ids =
        StreamSupport.stream(
                redis
                    .send(Request.cmd(Command.KEYS).arg("ll:l:*"))
                    .await()
                    .atMost(PATIENCE)
                    .spliterator(),
                false)
            .map(key -> new LeadId(key.toString().substring("ll:l:".length())))
            .toList();
    return LeadStores.oneByOne(redis).load(ids, "").await().atMost(PATIENCE).values().stream()
        .map(Versioned::state)
        .toList();
  }
}
