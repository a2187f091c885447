package dev.leadlight.scoring.rebuild.shell;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.scoring.erasure.shell.ErasedConsumer;
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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
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
  @Inject ErasedConsumer erased;
  @Inject ReplayConfig replay;
  @Inject RebuildConfig config;
  @Inject Clock clock;
  private volatile Duration pause = Duration.ofSeconds(1);

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

  @Test
  void whoIsErasedMeanwhileIsNotWrittenAgain() {
    RebuildWorkflow replica = slowReplica();
    CompletableFuture<Void> work = workThatIsUnderWay(replica);
    String last =
        IntStream.range(0, 12)
            .mapToObj(i -> ask(user + "-" + i).<String>path("leadId"))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    LeadId lead = new LeadId(last);
    ErasureRequest erasure =
        new ErasureRequest(
            UUID.randomUUID().toString(),
            lead,
            List.of(lead),
            List.of(last),
            Instant.now().plusMillis(1));
    topics.publish(Topics.ERASURES, erasure.key(), erasure);
    soon().until(() -> !redis.key().exists("ll:l:" + last));
    pause = Duration.ofMillis(1);
    soon()
        .until(
            () -> {
              done(replica.beat());
              return work.isDone();
            });
    assertThat(done(replica.latest()).state()).isEqualTo(RebuildView.State.FINISHED);
    assertThat(redis.key().exists("ll:l:" + last)).isFalse();
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
            return pause;
          }

          @Override
          public Duration lease() {
            return config.lease();
          }
        };
    RedisRebuildStore its = new RedisRebuildStore(pipeline, slow);
    redis.key().del(LEASE); // of a rebuild that has ended
    assertThat(done(its.claim())).as("before the job of the service").isTrue();
    return new RebuildWorkflow(its, leads, active, log, toldTiers, erased, replay, slow, clock);
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
