package dev.leadlight.routing.digest.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.connector.email.shell.EmailClient;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.delivery.shell.DigestOutbox;
import dev.leadlight.routing.delivery.shell.WakeUps;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.dispatch.shell.DeliveryMetrics;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Mails that take long, one after the other. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class SlowMailsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Pool pool;
  @Inject DigestOutbox outbox;
  @Inject Destinations destinations;
  @Inject EmailClient email;
  @Inject WakeUps wakeUps;
  @Inject DeliveryMetrics metrics;
  @Inject DeliveryConfig config;

  private final Instant time = Instant.now().plus(Duration.ofDays(1));

  @Test
  void theLeaseOfEachMailBeginsWithItsTurn() {
    digest("slow-mails-1");
    digest("slow-mails-2");
    NotingStore digests = new NotingStore(pool);
    MailingWorkflow mailing =
        new MailingWorkflow(
            pool,
            outbox,
            digests,
            destinations,
            email,
            wakeUps,
            metrics,
            config,
            new HurryingClock());

    mailing.run(time).await().atMost(PATIENCE);

    assertThat(digests.leaseEnds).hasSizeGreaterThan(2);
    assertThat(digests.leaseEnds.get(0)).isEqualTo(time.plus(config.lease()));
    assertThat(digests.leaseEnds.get(1))
        .isAfterOrEqualTo(digests.leaseEnds.get(0).plus(HurryingClock.STEP));
  }

  private void digest(String id) {
    pool.preparedQuery(
            "insert into digest (id, destination, sealed_at, due_at) values ($1, 'email', $2, $2)")
        .execute(Tuple.of(id, time.atOffset(ZoneOffset.UTC)))
        .await()
        .atMost(PATIENCE);
  }

  /** Notes until when each mail is claimed. */
  private static final class NotingStore extends DigestStore {
    private final List<Instant> leaseEnds = new ArrayList<>();

    NotingStore(Pool pool) {
      super(pool);
    }

    @Override
    Uni<Optional<Sealed>> claim(Instant now, Instant leaseEnd) {
      leaseEnds.add(leaseEnd);
      return super.claim(now, leaseEnd);
    }
  }

  /** A minute passes between any two looks at it. */
  private static final class HurryingClock extends Clock {
    private static final Duration STEP = Duration.ofMinutes(1);

    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      now = now.plus(STEP);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
