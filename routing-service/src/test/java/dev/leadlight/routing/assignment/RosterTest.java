package dev.leadlight.routing.assignment;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.assignment.Reps.tireless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.assignment.Decision.Ground;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may get a lead again that they let go. */
class RosterTest {

  private final Rep a = tireless("a", 1);
  private final Rep b = tireless("b", 1);

  @Test
  void leadGoesToThoseFirstWhoHaveNotHadIt() {
    assertThat(decide(b, Standing.NEW).rep()).isEqualTo("b");
  }

  @Test
  void colleagueWhoIsAwayIsNotWaitedFor() {
    Rep onHoliday =
        Reps.rep(
            "b",
            1,
            null,
            new WorkingHours(
                ZoneOffset.UTC,
                WorkingHours.always().week(),
                Set.of(T0.atZone(ZoneOffset.UTC).toLocalDate()),
                List.of()));

    assertThat(decide(b.onDuty(false), Standing.NEW).rep()).isEqualTo("a");
    assertThat(decide(b, Standing.NEW.parking()).rep()).isEqualTo("a");
    assertThat(decide(onHoliday, Standing.NEW).rep()).isEqualTo("a");
  }

  @Test
  void colleagueWhoSleepsIsWaitedFor() {
    Rep asleep = Reps.rep("b", 1, null, Reps.daily("Europe/Berlin", Reps.block("22:00", "00:00")));

    assertThat(decide(asleep, Standing.NEW).ground()).isEqualTo(Ground.NOBODY_FREE);
  }

  /** On a lead that a had and let go. */
  private Decision decide(Rep other, Standing standing) {
    return new Roster(1, List.of(a, other), Map.of("b", standing)).decide(letGoByA(), null, T0);
  }

  private Assignment letGoByA() {
    return new Assignment(
        "asg_1",
        "lead_1",
        "chg_1",
        "assign",
        AssignmentState.WAITING,
        null,
        80,
        0,
        List.of(),
        Requirement.NONE,
        Duration.ofMinutes(30),
        Set.of(a.id()),
        T0);
  }
}
