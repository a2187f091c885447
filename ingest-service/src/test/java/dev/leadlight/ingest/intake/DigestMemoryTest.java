package dev.leadlight.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestMemoryTest {

  private static final long LIFE = 1_000;

  /** Clocks such as {@link System#nanoTime} begin anywhere, also shortly before they overflow. */
  @ParameterizedTest
  @ValueSource(longs = {0, -1_500, 5_000_000, Long.MAX_VALUE - 1_500})
  void knowsWhatItWasToldForItsTimeAtLeastAndTwiceAsLongAtMost(long origin) {
    DigestMemory memory = new DigestMemory(8, LIFE, origin);
    memory.remember(1, 1, origin);
    memory.remember(2, 1, origin + 999);

    assertThat(memory.knows(1, 1, origin + 999)).isTrue();
    assertThat(memory.knows(1, 1, origin + 1_000)).isTrue();
    assertThat(memory.count()).isEqualTo(2);
    memory.remember(3, 1, origin + 1_500);
    assertThat(memory.count()).isEqualTo(3);
    assertThat(memory.knows(1, 1, origin + 1_999)).isTrue();
    assertThat(memory.knows(2, 1, origin + 1_999)).isTrue();
    assertThat(memory.knows(1, 1, origin + 2_000)).isFalse();
    assertThat(memory.knows(2, 1, origin + 2_000)).isFalse();
    assertThat(memory.knows(3, 1, origin + 2_999)).isTrue();
    memory.remember(4, 1, origin + 3_000);
    assertThat(memory.knows(4, 1, origin + 5_000)).isFalse();
    assertThat(memory.count()).isZero();
  }

  @Test
  void nothingIsTakenForAnother() {
    DigestMemory memory = new DigestMemory(8, LIFE, 0);
    memory.remember(7, 3, 0);

    assertThat(memory.knows(8, 3, 0)).isFalse();
    assertThat(memory.knows(7, 4, 0)).isFalse();
    assertThat(memory.knows(0, 5, 0)).isFalse();
  }

  @Test
  void halfOfWhatItHasRoomForIsHardlyEverDisplaced() {
    DigestMemory memory = new DigestMemory(1_000, LIFE, 0);
    SplittableRandom random = new SplittableRandom(1);
    long[] told = random.longs(1_000).toArray();
    for (int i = 0; i < told.length; i += 2) {
      memory.remember(told[i], told[i + 1], 0);
    }

    int known = 0;
    for (int i = 0; i < told.length; i += 2) {
      known += memory.knows(told[i], told[i + 1], 0) ? 1 : 0;
    }
    assertThat(known).isGreaterThan(490);
    assertThat(memory.count()).isEqualTo(known);
  }

  @Test
  void inAFullRowANewerOneTakesThePlaceOfAnOlder() {
    DigestMemory memory = new DigestMemory(8, LIFE, 0);
    for (int i = 1; i <= 100; i++) {
      memory.remember(new SplittableRandom(i).nextLong(), 0, 0);
    }

    assertThat(memory.knows(new SplittableRandom(100).nextLong(), 0, 0)).isTrue();
    assertThat(memory.count()).isEqualTo(8);
  }

  @Test
  void withoutRoomItKnowsNothing() {
    DigestMemory memory = new DigestMemory(0, LIFE, 0);
    memory.remember(1, 1, 0);

    assertThat(memory.knows(1, 1, 0)).isFalse();
  }
}
