package dev.leadlight.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FairRoomTest {

  private final FairRoom room = new FairRoom(1_200);

  @Test
  void oneSourceGetsHalfAndAnotherOneStillEnters() {
    assertThat(filled("flood")).isEqualTo(600);
    assertThat(filled("till")).isEqualTo(300);
    assertThat(filled("shop")).isEqualTo(150);
    assertThat(room.used()).isEqualTo(1_050);
  }

  @Test
  void whatLeavesMakesRoom() {
    filled("flood");
    room.leave("flood", 600);

    assertThat(room.used()).isZero();
    assertThat(filled("flood")).isEqualTo(600);
  }

  @Test
  void whatDoesNotFitLeavesNoTrace() {
    assertThat(room.enter("flood", 1_201)).isFalse();
    assertThat(room.used()).isZero();
    assertThat(room.enter("flood", 1_200)).isTrue();
    assertThat(room.enter("till", 1)).isFalse();
    assertThat(room.used()).isEqualTo(1_200);
  }

  private int filled(String source) {
    int held = 0;
    while (room.enter(source, 10)) {
      held += 10;
    }
    return held;
  }
}
