package dev.leadlight.routing.dispatch.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.dispatch.Batch;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {

  private final Lane<String> lane = new Lane<>("slack", 3);

  @Test
  void wishDuringAClaimIsRemembered() {
    assertThat(lane.open()).isEqualTo(3);
    assertThat(lane.open()).isZero();
    assertThat(calledAfterClaim(1)).isEqualTo(1);
    assertThat(lane.wake()).isTrue();
    assertThat(lane.open()).isEqualTo(2);
    calledAfterClaim(0);
    assertThat(lane.wake()).isFalse();
  }

  @Test
  void fullLaneLooksAgainWhenOneIsAnswered() {
    assertThat(lane.open()).isEqualTo(3);
    assertThat(calledAfterClaim(3)).isEqualTo(3);
    assertThat(lane.wake()).isFalse();
    assertThat(lane.open()).isZero();
    lane.answered();
    assertThat(lane.wake()).isTrue();
    assertThat(lane.open()).isEqualTo(1);
  }

  @Test
  void laneThatWaitsForItsVerdictsToBeWrittenClaimsNoMore() {
    for (int round = 0; round < 8; round++) {
      assertThat(lane.open()).isEqualTo(3);
      calledAfterClaim(3);
      answered(3);
    }
    assertThat(lane.open()).isZero();
    lane.left();
    assertThat(lane.wake()).isTrue();
    assertThat(lane.open()).isEqualTo(1);
  }

  @Test
  void roomThatBecameFreeDuringAClaimIsUsedAtOnce() {
    assertThat(lane.open()).isEqualTo(3);
    calledAfterClaim(3);
    answered(1);
    assertThat(lane.open()).isEqualTo(1);
    answered(2);
    assertThat(lane.wake()).isFalse();

    calledAfterClaim(1);
    assertThat(lane.wake()).isTrue();
    assertThat(lane.open()).isEqualTo(2);
  }

  @Test
  void calmLaneIsNotWokenByThoseWhoLeave() {
    assertThat(lane.open()).isEqualTo(3);
    calledAfterClaim(1);
    assertThat(lane.wake()).isFalse();
    lane.answered();
    assertThat(lane.wake()).isFalse();
    lane.left();
    assertThat(lane.wake()).isFalse();
  }

  @Test
  void moreIsClaimedThanCanBeCalledIfCallsAreFast() {
    lane.took(Duration.ofMillis(5));

    assertThat(lane.open()).isEqualTo(12);
    assertThat(calledAfterClaim(12)).isEqualTo(3);
    assertThat(lane.open()).isZero();
    lane.answered();
    assertThat(lane.wake()).isTrue();
    assertThat(lane.wake()).as("once").isFalse();
    assertThat(lane.next()).hasSize(1);
  }

  @Test
  void nextClaimComesBeforeNothingIsLeftToCall() {
    lane.took(Duration.ofMillis(5));
    lane.open();
    calledAfterClaim(12);
    for (int round = 0; round < 6; round++) {
      assertThat(lane.open()).isZero();
      answered(1);
      assertThat(lane.next()).hasSize(1);
    }
    answered(1);
    lane.next();
    assertThat(lane.open()).as("2 wait, 3 are being called").isEqualTo(7);
  }

  @Test
  void nothingIsClaimedAheadForASlowDestination() {
    lane.took(Duration.ofMillis(5));
    for (int call = 0; call < 3; call++) {
      lane.took(Duration.ofSeconds(1));
    }

    assertThat(lane.open()).isEqualTo(3);
  }

  @Test
  void closedLaneClaimsAndCallsNothingAndHandsOutWhatWaits() {
    lane.took(Duration.ofMillis(5));
    lane.open();
    assertThat(calledAfterClaim(8)).isEqualTo(3);
    lane.close();
    answered(3);

    assertThat(lane.open()).isZero();
    assertThat(lane.next()).isEmpty();
    assertThat(lane.wake()).isTrue();
    assertThat(lane.rest()).hasSize(5);
    assertThat(lane.wake()).isFalse();
  }

  /** How many of those that were claimed are called at once. */
  private int calledAfterClaim(int count) {
    lane.claimed(
        IntStream.range(0, count).mapToObj(at -> new Batch<>(1, List.of("claim"))).toList());
    return lane.next().size();
  }

  private void answered(int count) {
    for (int at = 0; at < count; at++) {
      lane.answered();
    }
  }
}
