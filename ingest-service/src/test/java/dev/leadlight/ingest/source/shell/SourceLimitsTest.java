package dev.leadlight.ingest.source.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.ingest.source.Limits;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.webhook.shell.VendorRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each source has a bucket of its own, which follows its settings. */
class SourceLimitsTest {

  private final Vertx vertx = Vertx.vertx();
  private final SourceLimits limits =
      new SourceLimits(
          vertx,
          new SourceMetrics(
              new SourceStore(Map::of, Optional::empty, new VendorRules()),
              new SimpleMeterRegistry()));

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void whatOneSourceHasUsedUpIsNotMissedByAnother() {
    Source flooding = source("flooding", 1);
    Source steady = source("steady", 100);
    assertThat(limits.take(flooding, 1)).isEmpty();

    for (int i = 0; i < 100; i++) {
      assertThat(limits.take(flooding, 1)).isPresent();
      assertAdmitted(steady);
      assertThat(limits.take(steady, 1)).isEmpty();
    }
  }

  @Test
  void limitsThatWereChangedAreInForceAtOnce() {
    assertThat(limits.take(source("shop", 1), 1)).isEmpty();
    assertThat(limits.take(source("shop", 1), 1)).isPresent();

    assertThat(limits.take(source("shop", 2), 1)).isEmpty();
    assertThat(limits.take(source("shop", 2), 1)).isEmpty();
    assertThat(limits.take(source("shop", 2), 1)).isPresent();
    assertAdmitted(new Source("shop", Channel.ONLINE, Set.of()));
  }

  private void assertAdmitted(Source source) {
    limits.admit(source).subscribe().withSubscriber(UniAssertSubscriber.create()).assertCompleted();
  }

  /** So many events at once, and then one in a quarter of an hour. */
  private static Source source(String name, long burst) {
    return new Source(
        name,
        Channel.ONLINE,
        Set.of(),
        new Limits(OptionalDouble.of(0.001), OptionalLong.of(burst)));
  }
}
