package dev.leadlight.routing.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.assignment.Acknowledgement.Confirmed;
import dev.leadlight.routing.assignment.Acknowledgement.Returned;
import dev.leadlight.routing.assignment.Acknowledgement.Unchanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {

  private static final Instant T0 = Instant.parse("2026-11-02T09:00:00Z");

  private final Rep ann = Reps.tireless("ann", 1);
  private final Rep bob = Reps.tireless("bob", 1);

  @Test
  void whoHasTheLeadIsAtIt() {
    Assignment held = lead(AssignmentState.ASSIGNED, "ann");

    assertThat(said(held, "ann")).isEqualTo(new Confirmed(held, Optional.of(ann)));
    assertThat(said(held, null)).isEqualTo(new Confirmed(held, Optional.of(ann)));
  }

  @Test
  void nobodyAnswersForAnother() {
    assertThat(said(lead(AssignmentState.ACKNOWLEDGED, "ann"), "bob"))
        .isEqualTo(new Unchanged(Optional.of(ann)));
  }

  @Test
  void whoIsLateHasTheLeadAgainWhileItWaits() {
    Assignment waiting = lead(AssignmentState.WAITING, null);

    assertThat(said(waiting, "bob")).isEqualTo(new Returned(waiting, bob));
    assertThat(said(waiting, "ann")).isEqualTo(new Unchanged(Optional.empty()));
    assertThat(said(waiting, null)).isEqualTo(new Unchanged(Optional.empty()));
  }

  @Test
  void whoHasLeftIsGivenNothingBack() {
    Roster without = new Roster(1, List.of(ann, bob.departed()), Map.of());

    assertThat(Acknowledgement.of(Optional.of(lead(AssignmentState.WAITING, null)), "bob", without))
        .isEqualTo(new Unchanged(Optional.empty()));
  }

  @Test
  void whatHasEndedStaysAsItIs() {
    assertThat(said(lead(AssignmentState.CLOSED, "ann"), "ann"))
        .isEqualTo(new Unchanged(Optional.empty()));
    assertThat(Acknowledgement.of(Optional.empty(), "ann", roster()))
        .isEqualTo(new Unchanged(Optional.empty()));
  }

  private Acknowledgement said(Assignment latest, @Nullable String by) {
    return Acknowledgement.of(Optional.of(latest), by, roster());
  }

  private Roster roster() {
    return new Roster(1, List.of(ann, bob), Map.of());
  }

  /** Which bob had and let go. */
  private static Assignment lead(AssignmentState state, @Nullable String rep) {
    return new Assignment(
        "asg_1",
        "lead_1",
        "chg_1",
        "assign",
        state,
        rep,
        80,
        0,
        List.of(),
        Requirement.NONE,
        Duration.ofMinutes(30),
        Set.of("bob"),
        T0);
  }
}
