package dev.leadlight.scoring.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long it is known that a message counts already: 24 hours and 256 messages at least. */
class RecentMessagesTest {

  private static final int MINUTE = 60;
  private static final int DAY = 24 * 60 * MINUTE;

  @Test
  void theLatest256AreKnownHoweverLongAgoTheyCame() {
    assertThat(forgotten(oneEach(DAY, 300), 300)).isEqualTo(upTo(44));
  }

  @Test
  void allOfTheLast24HoursAreKnown() {
    RecentMessages everyMinute = oneEach(MINUTE, 1_000);

    assertThat(forgotten(everyMinute.with(-1, DAY), 1_000)).isEmpty();
    assertThat(forgotten(everyMinute.with(-1, DAY + 500 * MINUTE), 1_000)).isEqualTo(upTo(500));
  }

  @Test
  void ofManyAtOnceTheLatest4096AreKnown() {
    assertThat(forgotten(oneEach(0, 5_000), 5_000)).isEqualTo(upTo(904));
  }

  @Test
  void whoBecomeOneKnowWhatBothKnewOnceEach() {
    RecentMessages phone = oneEach(MINUTE, 300);
    RecentMessages laptop = RecentMessages.none();
    for (int i = 200; i < 500; i++) {
      laptop = laptop.with(i, i * MINUTE);
    }

    RecentMessages both = phone.and(laptop);
    assertThat(both).isEqualTo(laptop.and(phone)).isEqualTo(oneEach(MINUTE, 500));
    assertThat(forgotten(both, 500)).isEmpty();
    assertThat(forgotten(both.with(-1, DAY + 100 * MINUTE), 500)).isEqualTo(upTo(100));
  }

  private static RecentMessages oneEach(int seconds, int count) {
    RecentMessages memory = RecentMessages.none();
    for (int i = 0; i < count; i++) {
      memory = memory.with(i, i * seconds);
    }
    return memory;
  }

  private static List<Integer> forgotten(RecentMessages memory, int count) {
    return IntStream.range(0, count).filter(i -> !memory.contains(i)).boxed().toList();
  }

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
