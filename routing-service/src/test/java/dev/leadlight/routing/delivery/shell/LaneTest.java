package dev.leadlight.routing.delivery.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

class LaneTest {

  private final Lane lane = new Lane(new Unused(), 3);

  @Test
  void wishDuringAClaimIsRemembered() {
    assertThat(lane.open()).isEqualTo(3);
    assertThat(lane.open()).isZero();
    assertThat(lane.claimed(1)).isTrue();
    assertThat(lane.open()).isEqualTo(2);
    assertThat(lane.claimed(0)).isFalse();
  }

  @Test
  void fullLaneLooksAgainWhenOneLeaves() {
    assertThat(lane.open()).isEqualTo(3);
    assertThat(lane.claimed(3)).isFalse();
    assertThat(lane.open()).isZero();
    assertThat(lane.left()).isTrue();
    assertThat(lane.open()).isEqualTo(1);
  }

  @Test
  void calmLaneIsNotWokenByThoseWhoLeave() {
    assertThat(lane.open()).isEqualTo(3);
    assertThat(lane.claimed(1)).isFalse();
    assertThat(lane.left()).isFalse();
  }

  @Test
  void closedLaneClaimsNothing() {
    lane.close();

    assertThat(lane.open()).isZero();
  }

  private static final class Unused implements Connector {
    @Override
    public String destination() {
      return "unused";
    }

    @Override
    public boolean isConfigured() {
      return true;
    }

    @Override
    public Uni<Answer> send(Delivery delivery) {
      return Uni.createFrom().item(Answer.of(Outcome.accepted()));
    }
  }
}
