package dev.leadlight.scoring.sweep.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.scoring.lead.shell.RedisSweepStore.Sweep;
import dev.leadlight.scoring.sweep.shell.SweepProgress.Lane;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepProgressTest {

  private final SweepProgress progress =
      new SweepProgress(new Sweep("card:1", Instant.EPOCH, "this one"), 4, 2);
  private final Lane first = progress.lane(0);
  private final Lane second = progress.lane(1);

  @Test
  void noTwoLanesHaveOnePart() {
    Set<Integer> parts = new HashSet<>();
    for (Lane lane : List.of(first, second, first, second)) {
      assertThat(progress.turn(lane)).isTrue();
      parts.add(lane.part);
      progress.close(lane);
    }
    assertThat(parts).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(progress.turn(first)).isFalse();
  }

  @Test
  void theLastPartIsOneLanesAlone() {
    for (int part = 0; part < 3; part++) {
      progress.turn(first);
      progress.close(first);
    }
    assertThat(progress.turn(first)).isTrue();
    assertThat(progress.turn(second)).isFalse();
  }

  @Test
  void aPartThatIsLeftIsAskedForAgainAfterTheOthers() {
    progress.turn(first);
    first.place = "17";
    progress.leave(first);
    assertThat(first.place).isNull();
    assertThat(progress.turn(first)).isTrue();
    assertThat(first.part).isEqualTo(1);
    assertThat(progress.close(first)).isEqualTo(3);
  }
}
