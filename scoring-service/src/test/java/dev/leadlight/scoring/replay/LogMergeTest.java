package dev.leadlight.scoring.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.scoring.Shop;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogMergeTest {

  private final Shop shop = Shop.withStarterCard();

  private LogRecord at(int partition, long offset, int second) {
    Instant when = Shop.T0.plusSeconds(second);
    return new LogRecord(shop.event("Product Viewed", when, "user:u1"), partition, offset, when);
  }

  @Test
  void goesThroughPartitionsByTheTimeOfReceipt() {
    LogMerge merge = new LogMerge(List.of(0, 1));
    merge.add(at(0, 0, 5));
    merge.add(at(0, 1, 9));
    merge.add(at(1, 0, 7));
    merge.end(0);
    merge.end(1);
    assertThat(merge.take(10)).extracting(LogRecord::partition).containsExactly(0, 1, 0);
  }

  @Test
  void waitsForAPartitionThatMayStillHoldAnEarlierOne() {
    LogMerge merge = new LogMerge(List.of(0, 1));
    merge.add(at(0, 0, 5));
    assertThat(merge.take(10)).isEmpty();
    assertThat(merge.full(1)).containsExactly(0);
    merge.add(at(1, 0, 3));
    assertThat(merge.take(10)).extracting(LogRecord::partition).containsExactly(1);
    merge.end(1);
    assertThat(merge.take(10)).hasSize(1);
    assertThat(merge.size()).isZero();
  }
}
