package dev.leadlight.scoring.fold.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Where a reader goes on when Redis has come back older. */
class RewindTest {

  private static final TopicPartition MINE = new TopicPartition(Topics.EVENTS.name(), 0);
  private static final TopicPartition MOVED = new TopicPartition(Topics.EVENTS.name(), 1);

  private final MockConsumer<String, byte[]> kafka = kafka();

  private static MockConsumer<String, byte[]> kafka() {
    MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest");
    kafka.assign(List.of(MINE));
    kafka.updateBeginningOffsets(Map.of(MINE, 20L, MOVED, 20L));
    kafka.seek(MINE, 400);
    return kafka;
  }

  /** A reader's batch, and where the watermarks of its partitions stand. */
  private boolean isLetGo(Map<TopicPartition, Long> first, Map<TopicPartition, Long> watermarks) {
    return EventPosition.goBack(kafka, new HashMap<>(watermarks), first);
  }

  /**
   * Redis was away, and while the batch waited for it the partition went to another reader. Were
   * the batch folded, its watermark would cover what Redis has lost, and nobody would read that.
   */
  @Test
  void aBatchOfAPartitionThatHasMovedOnIsLetGoWhereRedisIsBehindIt() {
    assertThat(isLetGo(Map.of(MOVED, 300L), Map.of(MOVED, 150L))).isTrue();
    assertThat(kafka.position(MINE)).isEqualTo(400);
  }

  @Test
  void whatStandsBesideItComesAgain() {
    assertThat(isLetGo(Map.of(MINE, 350L, MOVED, 300L), Map.of(MINE, 350L, MOVED, 150L))).isTrue();
    assertThat(kafka.position(MINE)).isEqualTo(350);
  }

  @Test
  void aBatchThatBeginsWhereTheTopicDoesIsFolded() {
    assertThat(isLetGo(Map.of(MINE, 20L, MOVED, 20L), Map.of(MINE, 0L, MOVED, 0L))).isFalse();
    assertThat(kafka.position(MINE)).isEqualTo(400);
  }
}
