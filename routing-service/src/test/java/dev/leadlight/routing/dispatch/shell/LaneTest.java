package dev.leadlight.routing.dispatch.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneTest {

  private final Lane lane = new Lane("slack", 3);

  @Test
  void wishDuringAClaimIsRemembered() {
    assertThat(lane.open()).isEqualTo(3);
    assertThat(lane.open()).isZero();
    assertThat(lane.claimed(1)).isTrue();
    assertThat(lane.open()).isEqualTo(2);
    assertThat(lane.claimed(0)).isFalse();
  }

  @Test
  void fullLaneLooksAgainWhenOneIsAnswered() {
    assertThat(lane.open()).isEqualTo(3);
    assertThat(lane.claimed(3)).isFalse();
    assertThat(lane.open()).isZero();
    assertThat(lane.answered()).isTrue();
    assertThat(lane.open()).isEqualTo(1);
  }

  @Test
  void laneThatWaitsForItsVerdictsToBeWrittenClaimsNoMore() {
    for (int round = 0; round < 4; round++) {
      assertThat(lane.open()).isEqualTo(3);
      lane.claimed(3);
      lane.answered();
      lane.answered();
      lane.answered();
    }
    assertThat(lane.open()).isZero();
    assertThat(lane.left()).isTrue();
    assertThat(lane.open()).isEqualTo(1);
  }

  @Test
  void roomThatBecameFreeDuringAClaimIsUsedAtOnce() {
    assertThat(lane.open()).isEqualTo(3);
    assertThat(lane.claimed(3)).isFalse();
    assertThat(lane.answered()).isTrue();
    assertThat(lane.open()).isEqualTo(1);
    lane.answered();
    lane.answered();

    assertThat(lane.claimed(1)).isTrue();
    assertThat(lane.open()).isEqualTo(2);
    assertThat(lane.claimed(0)).isFalse();
  }

  @Test
  void calmLaneIsNotWokenByThoseWhoLeave() {
    assertThat(lane.open()).isEqualTo(3);
    assertThat(lane.claimed(1)).isFalse();
    assertThat(lane.answered()).isFalse();
    assertThat(lane.left()).isFalse();
  }

  @Test
  void closedLaneClaimsNothing() {
    lane.close();

    assertThat(lane.open()).isZero();
  }
}
