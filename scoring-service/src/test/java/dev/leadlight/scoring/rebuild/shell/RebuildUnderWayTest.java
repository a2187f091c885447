package dev.leadlight.scoring.rebuild.shell;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.scoring.fold.shell.ActiveFold;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisPipeline;
import dev.leadlight.scoring.replay.shell.EventLog;
import dev.leadlight.scoring.replay.shell.ReplayConfig;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A rebuild may be cancelled at any time, and another replica goes on where one has stopped. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class RebuildUnderWayTest extends LeadsFromTheLog {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LEASE = "ll:rl";

  @Inject RedisPipeline pipeline;
  @Inject RedisLeadStore leads;
  @Inject ActiveFold active;
  @Inject EventLog log;
  @Inject ToldTiers toldTiers;
  @Inject ReplayConfig replay;
  @Inject RebuildConfig config;
  @Inject Clock clock;

  @Test
  void oneThatIsCancelledEndsAndWhatItHasWrittenStays() {
    RebuildWorkflow replica = slowReplica();
    CompletableFuture<Void> work = workThatIsUnderWay(replica);
    caller().delete("/v1/leads/rebuild").then().statusCode(202);
    done(replica.beat());
    soon().until(work::isDone);
    RebuildView end = done(replica.latest());
    assertThat(end.state()).isEqualTo(RebuildView.State.CANCELLED);
    assertThat(end.written()).isBetween(1L, end.leads() - 1);
    for (int i = 0; i < 12; i++) {
      awaitScore(user + "-" + i, 10);
    }
  }

  @Test
  void oneThatIsCancelledBeforeItIsTakenUpNeverBegins() {
    RebuildWorkflow replica = slowReplica();
    done(replica.begin(null));
    caller().delete("/v1/leads/rebuild").then().statusCode(202);
    done(replica.takeUp());
    RebuildView end = done(replica.latest());
    assertThat(end.state()).isEqualTo(RebuildView.State.CANCELLED);
    assertThat(end.written()).isZero();
  }

  @Test
  void anotherReplicaGoesOnWhereOneHasStoppedAndIsNotDisturbedWhenThatComesBack() {
    RebuildWorkflow stopped = slowReplica();
    CompletableFuture<Void> work = workThatIsUnderWay(stopped);
    RebuildView left = done(stopped.latest());
    redis.key().del(LEASE); // it was silent for too long
    soon().until(() -> done(stopped.latest()).state() == RebuildView.State.FINISHED);
    RebuildView end = done(stopped.latest());
    assertThat(end.id()).isEqualTo(left.id());
    assertThat(end.written()).isEqualTo(end.leads()).isGreaterThan(left.written());
    done(stopped.beat());
    soon().until(work::isDone);
    assertThat(done(stopped.latest())).isEqualTo(end);
  }

  /** A replica that writes one lead after the other, so slowly that something may happen. */
  private RebuildWorkflow slowReplica() {
    RebuildConfig slow =
        new RebuildConfig() {
          @Override
          public int batch() {
            return 1;
          }

          @Override
          public Duration pause() {
            return Duration.ofSeconds(1);
          }

          @Override
          public Duration lease() {
            return config.lease();
          }
        };
    RedisRebuildStore its = new RedisRebuildStore(pipeline, slow);
    redis.key().del(LEASE); // of a rebuild that has ended
    assertThat(done(its.claim())).as("before the job of the service").isTrue();
    return new RebuildWorkflow(its, leads, active, log, toldTiers, replay, slow, clock);
  }

  /** Many leads, of which a slow replica has written some. */
  private CompletableFuture<Void> workThatIsUnderWay(RebuildWorkflow replica) {
    for (int i = 0; i < 12; i++) {
      happens(WISH, T0, user + "-" + i);
    }
    awaitScore(user + "-11", 10);
    done(replica.begin(null));
    CompletableFuture<Void> work = replica.takeUp().subscribeAsCompletionStage();
    soon()
        .until(
            () -> {
              done(replica.beat());
              return done(replica.latest()).written() > 0;
            });
    return work;
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
