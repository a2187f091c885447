package dev.leadlight.scoring.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.Channel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** How much is remembered of one identity, as docs/scoring.md says. */
@NullUnmarked // what is missing fails the test
class EvidenceTest {

  private static final long KEY = 7;
  private static final long HOUR = 60 * 60 * 1000L;
  private static final long DAY = Evidence.DAY;
  private static final Evidence.Keep KEEP = new Evidence.Keep(64, 512);

  /** Of events that come in any order the same is kept. */
  private static Evidence matches(LongStream times) {
    List<Long> inTime = times.boxed().toList();
    Evidence evidence = matches(inTime);
    List<Long> mixed = new ArrayList<>(inTime);
    Collections.shuffle(mixed, new Random(3));
    assertThat(matches(mixed)).isEqualTo(evidence);
    return evidence;
  }

  private static Evidence matches(List<Long> times) {
    Evidence evidence = Evidence.none();
    for (long time : times) {
      evidence = evidence.with(KEY, time, 0, KEEP);
    }
    return evidence;
  }

  private static Evidence visits(long count, long apart) {
    Evidence evidence = Evidence.none();
    for (long i = 0; i < count; i++) {
      evidence = evidence.withVisit(i * apart, Evidence.VISITS);
    }
    return evidence;
  }

  private static int byDay(Evidence evidence) {
    return evidence.days().get(KEY).values().stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void theLatest64MatchesAreExactHoweverLongAgo() {
    Evidence evidence = matches(LongStream.range(0, 100).map(i -> i * 7 * DAY));

    assertThat(evidence.moments(KEY).size()).isEqualTo(64);
    assertThat(evidence.moments(KEY).time(0)).isEqualTo(36 * 7 * DAY);
    assertThat(byDay(evidence)).isEqualTo(36);
    assertThat(evidence.exactFrom(KEY)).hasValue(35 * 7 * DAY + DAY);
  }

  @Test
  void allOfThe60DaysBeforeTheLatestAreExactToTheMillisecond() {
    long end = 100 * DAY;
    Evidence evidence =
        matches(
            LongStream.concat(
                LongStream.of(end - 60 * DAY - 1, end - 60 * DAY),
                LongStream.rangeClosed(1, 70).map(i -> end - 70 + i)));

    assertThat(evidence.moments(KEY).size()).isEqualTo(71);
    assertThat(evidence.moments(KEY).time(0)).isEqualTo(end - 60 * DAY);
    assertThat(byDay(evidence)).isEqualTo(1);
  }

  @Test
  void noMoreThan512AreExact() {
    Evidence evidence = matches(LongStream.range(0, 600).map(i -> i * HOUR));

    assertThat(evidence.moments(KEY).size()).isEqualTo(512);
    assertThat(evidence.moments(KEY).time(0)).isEqualTo(88 * HOUR);
    assertThat(byDay(evidence)).isEqualTo(88);
  }

  @Test
  void olderOnesAreCountedOnTheLatest400DaysThatHaveAny() {
    Evidence evidence = matches(LongStream.range(0, 500).map(i -> i * DAY));

    assertThat(evidence.moments(KEY).size()).isEqualTo(64);
    assertThat(evidence.days().get(KEY)).hasSize(400).containsKey(36L).doesNotContainKey(35L);
  }

  @Test
  void theLast32VisitsAreKnownAndThoseOfTheLast60DaysUpTo128() {
    assertThat(visits(100, 7 * DAY).sessions().size()).isEqualTo(32);
    assertThat(visits(100, DAY).sessions().size()).isEqualTo(61);
    assertThat(visits(200, HOUR).sessions().size()).isEqualTo(128);
    assertThat(visits(200, HOUR).sessions().start(0)).isEqualTo(72 * HOUR);
  }

  @Test
  void ofSilencesTheLongestAreKnown() {
    Evidence evidence = Evidence.none();
    long at = 0;
    for (int i = 0; i < 50; i++) {
      evidence = evidence.withActivity(at);
      at += (i % 2 == 0 ? 2 : 9) * DAY;
    }
    Spans activity = evidence.activity();

    assertThat(activity.size()).isEqualTo(32);
    for (int i = 1; i < activity.size(); i++) {
      long pause = activity.start(i) - activity.end(i - 1);
      assertThat(pause).isIn(2 * DAY, 9 * DAY);
    }
    assertThat(
            LongStream.range(1, activity.size())
                .map(i -> activity.start((int) i) - activity.end((int) i - 1))
                .filter(pause -> pause == 9 * DAY)
                .count())
        .isEqualTo(24);
  }

  @Test
  void the500LatestOrdersAndTheirEventsOfTheLatest8AreKnown() {
    Evidence evidence = Evidence.none();
    for (int i = 0; i < 510; i++) {
      evidence =
          evidence.withOrder(new Order("o" + i, i, null, null, Channel.ONLINE, "shop", i + 1L));
    }

    assertThat(evidence.orders())
        .hasSize(500)
        .containsKeys("o10", "o509")
        .doesNotContainKeys("o0", "o9");
    assertThat(evidence.ordersInTime())
        .filteredOn(order -> order.eventHash() != 0)
        .extracting(Order::id)
        .containsExactly("o502", "o503", "o504", "o505", "o506", "o507", "o508", "o509");
  }

  @Test
  void the200LatestRefundsAreKnown() {
    Evidence evidence = Evidence.none();
    for (int i = 0; i < 210; i++) {
      evidence = evidence.withRefund(new Refund(i, "o" + i, i, null, null, false));
    }

    assertThat(evidence.refunds()).hasSize(200).containsKeys(10L, 209L).doesNotContainKey(9L);
  }

  @Test
  void ofTwoTellingsTheEarlierCounts() {
    Evidence evidence =
        Evidence.none()
            .withOrder(new Order("o", 20, null, null, Channel.ONLINE, "till", 1))
            .withOrder(new Order("o", 10, null, null, Channel.ONLINE, "shop", 2))
            .withRefund(new Refund(1, "o", 40, null, null, false))
            .withRefund(new Refund(1, "o", 30, null, null, false));

    assertThat(evidence.orders().get("o").source()).isEqualTo("shop");
    assertThat(evidence.refunds().get(1L).at()).isEqualTo(30);
  }
}
