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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each source has a bucket of its own, which follows its settings, or the default ones if it has
 * none.
 */
class SourceLimitsTest {

  private final Vertx vertx = Vertx.vertx();
  private final SourceLimits limits =
      new SourceLimits(
          vertx,
          new SourceMetrics(
              new SourceStore(Map::of, Optional::empty, new VendorRules()),
              new SimpleMeterRegistry()),
          new Defaults("0.001", OptionalLong.of(10)));

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
    assertAdmitted(unlimited("shop"));
  }

  @Test
  void aFloodOfASourceThatNobodyHasThoughtOfEndsAtTheDefaultLimit() {
    Source flooding = new Source("flooding", Channel.ONLINE, Set.of());
    Source other = new Source("other", Channel.ONLINE, Set.of());

    long entered =
        IntStream.range(0, 1_000).filter(i -> limits.take(flooding, 1).isEmpty()).count();

    assertThat(entered).isEqualTo(10);
    assertThat(limits.take(other, 1)).isEmpty();
    assertAdmitted(other);
  }

  @Test
  void whoMaySendAnyNumberIsNotHeldToTheDefault() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(limits.take(unlimited("shop"), 100)).isEmpty();
      assertAdmitted(unlimited("shop"));
    }
  }

  @Test
  void whoWaitsForEachRequestKeepsToLimitsOfItsOwnAlone() {
    Source unthoughtOf = new Source("shop", Channel.ONLINE, Set.of());

    for (int i = 0; i < 100; i++) {
      assertThat(limits.takeOneByOne(unthoughtOf, 500)).isEmpty();
    }
    assertThat(limits.take(unthoughtOf, 1)).isEmpty();

    assertThat(limits.takeOneByOne(source("limited", 1), 1)).isEmpty();
    assertThat(limits.takeOneByOne(source("limited", 1), 1)).isPresent();
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
        Optional.of(new Limits(OptionalDouble.of(0.001), OptionalLong.of(burst))));
  }

  private static Source unlimited(String name) {
    return new Source(name, Channel.ONLINE, Set.of(), Optional.of(Limits.NONE));
  }

  private record Defaults(String eventsPerSecond, OptionalLong burst)
      implements DefaultLimitConfig {}
}
