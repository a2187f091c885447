package dev.leadlight.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {

  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 5, Long.MIN_VALUE, -1})
  void givesABurstAndThenAsItFills(long start) {
    TokenBucket bucket = new TokenBucket(10, 3, start);

    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take(1, start)).isZero();
    }
    assertThat(bucket.waitAt(start)).isEqualTo(Duration.ofMillis(100));
    assertThat(bucket.take(1, start)).isEqualTo(Duration.ofMillis(100));
    assertThat(bucket.take(1, start + SECOND / 10)).isZero();
    assertThat(bucket.take(1, start + SECOND / 10)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void lendsWhatABatchLacksAndTakesItBack() {
    TokenBucket bucket = new TokenBucket(10, 3, 0);

    assertThat(bucket.take(23, 0)).isZero();
    assertThat(bucket.waitAt(0)).isEqualTo(Duration.ofMillis(2_100));
    assertThat(bucket.take(1, 2 * SECOND)).isEqualTo(Duration.ofMillis(100));
    assertThat(bucket.take(1, 2 * SECOND + SECOND / 10)).isZero();
  }

  @Test
  void restsDoNotAddUpBeyondTheBurst() {
    TokenBucket bucket = new TokenBucket(10, 3, 0);

    assertThat(bucket.take(3, 1_000 * SECOND)).isZero();
    assertThat(bucket.waitAt(1_000 * SECOND)).isPositive();
  }

  @Test
  void keepsTheRateInTheLongRunWhateverComes() {
    Random random = new Random(7);
    TokenBucket bucket = new TokenBucket(1_000, 500, 0);
    long entered = 0;
    for (long now = 0; now < 100 * SECOND; now += SECOND / 1_000) {
      int events = 1 + random.nextInt(200);
      entered += bucket.take(events, now).isZero() ? events : 0;
    }
    assertThat(entered).isBetween(100_000L, 100_000L + 500 + 200);
  }

  @Test
  void survivesTheSlowestAndTheFastest() {
    TokenBucket slowest = new TokenBucket(0.001, 1_000_000_000, 0);
    assertThat(slowest.take(1_000_000, 0)).isZero();
    assertThat(slowest.take(Long.MAX_VALUE, 0)).isZero();
    assertThat(slowest.waitAt(0)).isPositive();
    TokenBucket fastest = new TokenBucket(1e9, 1, 0);
    assertThat(fastest.take(1, 0)).isZero();
    assertThat(fastest.take(1, 1)).isZero();
  }
}
