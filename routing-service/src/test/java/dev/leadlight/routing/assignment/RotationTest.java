package dev.leadlight.routing.assignment;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.assignment.Reps.tireless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.routing.assignment.Decision.Ground;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RotationTest {

  private final Map<String, Standing> standings = new HashMap<>();
  private final Map<String, Integer> assigned = new HashMap<>();
  private final Map<String, Double> ideal = new HashMap<>();

  /** Ten thousand leads over two weeks that have both a weekend and nights. */
  @Test
  void nobodyIsEverMoreThanALeadAwayFromItsShare() {
    List<Rep> reps = Reps.fifty();
    Random random = new Random(1);
    Instant now = T0;
    double worst = 0;
    for (int i = 0; i < 10_000; i++) {
      now = now.plusSeconds(random.nextInt(240));
      take(reps, Requirement.NONE, now);
      worst = Math.max(worst, deviation());
    }
    assertThat(worst).isLessThanOrEqualTo(1);
    assertThat(assigned.values().stream().mapToInt(n -> n).sum()).isEqualTo(10_000);
  }

  @Test
  void oneHeavyRepAmongManyLightOnesIsServedAllAlong() {
    List<Rep> reps =
        new ArrayList<>(IntStream.range(0, 49).mapToObj(i -> tireless("l" + i, 1)).toList());
    reps.add(tireless("heavy", 10));

    double worst = 0;
    for (int i = 0; i < 590; i++) {
      take(reps, Requirement.NONE, T0);
      worst = Math.max(worst, deviation());
    }
    assertThat(worst).isLessThan(1);
    assertThat(assigned.get("heavy")).isEqualTo(100);
  }

  @Test
  void theSameQuestionHasTheSameAnswerInWhateverOrderTheRepsStand() {
    List<Rep> reps = new ArrayList<>(Reps.fifty());
    for (int i = 0; i < 200; i++) {
      Decision one = decide(reps, T0);
      Collections.shuffle(reps, new Random(i));
      assertThat(decide(reps, T0)).isEqualTo(one);
      standings.putAll(one.standings());
    }
  }

  @Test
  void whoComesBackFromVacationIsNotFlooded() {
    List<Rep> both = List.of(tireless("a", 1), tireless("b", 1));
    for (int i = 0; i < 100; i++) {
      take(List.of(both.get(0)), Requirement.NONE, T0);
    }

    List<String> next =
        IntStream.range(0, 6).mapToObj(i -> take(both, Requirement.NONE, T0)).toList();

    assertThat(next).containsExactly("a", "b", "a", "b", "a", "b");
  }

  @Test
  void whoWasParkedWithManyCreditsGetsAtMostOneOutOfTurn() {
    standings.put("b", new Standing(7, null, 0, true).returning());
    List<Rep> both = List.of(tireless("a", 1), tireless("b", 1));

    List<String> next =
        IntStream.range(0, 5).mapToObj(i -> take(both, Requirement.NONE, T0)).toList();

    assertThat(next.stream().filter("b"::equals)).hasSizeBetween(3, 4);
  }

  @Test
  void creditMakesUpForTheLeadThatWasTaken() {
    List<Rep> three = List.of(tireless("a", 1), tireless("b", 1), tireless("c", 1));
    String silent = take(three, Requirement.NONE, T0);
    standings.computeIfPresent(
        silent, (id, standing) -> standing.credited(T0.atZone(ZoneOffset.UTC).toLocalDate()));
    Decision again = Rotation.decide(three, standings, Requirement.NONE, null, Set.of(silent), T0);
    standings.putAll(again.standings());

    assertThat(again.rep()).isNotEqualTo(silent);
    assertThat(standings.values().stream().mapToDouble(Standing::owed).sum())
        .isCloseTo(0, within(1e-9));
    assertThat(standings.get(silent)).isNotNull().returns(0, Standing::today);
  }

  @Test
  void saysWhyEachOtherWasSkipped() {
    Rep away =
        withHours(
            "away",
            new WorkingHours(
                WorkingHours.always().zone(),
                WorkingHours.always().week(),
                Set.of(T0.atZone(ZoneOffset.UTC).toLocalDate()),
                List.of()));
    Rep night = withHours("night", Reps.daily("Europe/Berlin", Reps.block("22:00", "00:00")));
    Rep full = Reps.rep("full", 1, 2, WorkingHours.always());
    standings.put("full", new Standing(0, T0.atZone(ZoneOffset.UTC).toLocalDate(), 2, false));
    standings.put("parked", Standing.NEW.parking());
    List<Rep> reps =
        List.of(
            away,
            night,
            full,
            tireless("parked", 1),
            change(tireless("gone", 1), true, false),
            change(tireless("off", 1), false, true),
            in(tireless("elsewhere", 1), "US"),
            in(tireless("next", 5), "DE"),
            tireless("other", 1));

    Decision decision =
        Rotation.decide(reps, standings, new Requirement("DE", null, null), null, Set.of(), T0);

    assertThat(decision.rep()).isEqualTo("next");
    assertThat(decision.ground()).isEqualTo(Ground.TURN);
    Map<String, @Nullable Skip> why = new HashMap<>();
    decision.candidates().forEach(candidate -> why.put(candidate.rep(), candidate.skipped()));
    assertThat(why)
        .containsEntry("away", Skip.DAY_OFF)
        .containsEntry("night", Skip.OUTSIDE_HOURS)
        .containsEntry("full", Skip.CAP_REACHED)
        .containsEntry("parked", Skip.PARKED)
        .containsEntry("gone", Skip.DEPARTED)
        .containsEntry("off", Skip.OFF_DUTY)
        .containsEntry("elsewhere", Skip.TERRITORY)
        .containsEntry("next", null)
        .containsEntry("other", Skip.NOT_NEXT);
  }

  @Test
  void capCountsByTheRepsOwnDay() {
    Rep one = Reps.rep("one", 1, 1, Reps.daily("Asia/Tokyo", Reps.block("00:00", "00:00")));
    Instant lastMinute = Instant.parse("2026-03-02T14:59:00Z");
    take(List.of(one), Requirement.NONE, lastMinute);

    assertThat(decide(List.of(one), lastMinute).ground()).isEqualTo(Ground.NOBODY_FREE);
    assertThat(decide(List.of(one), lastMinute.plus(Duration.ofMinutes(1))).rep()).isEqualTo("one");
  }

  @Test
  void leadStaysWithItsRepThroughTheNightButNotThroughAVacation() {
    Rep owner = withHours("z-owner", Reps.office("Europe/Berlin"));
    List<Rep> reps = List.of(tireless("a", 9), owner);
    Instant midnight = Instant.parse("2026-03-02T23:00:00Z");

    Decision stays =
        Rotation.decide(reps, standings, Requirement.NONE, "z-owner", Set.of(), midnight);
    assertThat(stays.rep()).isEqualTo("z-owner");
    assertThat(stays.ground()).isEqualTo(Ground.STAYS);

    standings.put("z-owner", Standing.NEW.parking());
    assertThat(
            Rotation.decide(reps, standings, Requirement.NONE, "z-owner", Set.of(), midnight).rep())
        .isEqualTo("a");
  }

  private String take(List<Rep> reps, Requirement requirement, Instant now) {
    Decision decision = Rotation.decide(reps, standings, requirement, null, Set.of(), now);
    List<String> free =
        decision.candidates().stream()
            .filter(c -> c.skipped() == null || c.skipped() == Skip.NOT_NEXT)
            .map(Candidate::rep)
            .toList();
    double weights =
        reps.stream().filter(rep -> free.contains(rep.id())).mapToInt(Rep::weight).sum();
    reps.stream()
        .filter(rep -> free.contains(rep.id()))
        .forEach(rep -> ideal.merge(rep.id(), rep.weight() / weights, Double::sum));
    standings.putAll(decision.standings());
    String rep = String.valueOf(decision.rep());
    assigned.merge(rep, 1, Integer::sum);
    return rep;
  }

  private double deviation() {
    return ideal.entrySet().stream()
        .mapToDouble(e -> Math.abs(e.getValue() - assigned.getOrDefault(e.getKey(), 0)))
        .max()
        .orElse(0);
  }

  private Decision decide(List<Rep> reps, Instant now) {
    return Rotation.decide(reps, standings, Requirement.NONE, null, Set.of(), now);
  }

  private static Rep withHours(String id, WorkingHours hours) {
    return Reps.rep(id, 1, null, hours);
  }

  private static Rep change(Rep rep, boolean onDuty, boolean active) {
    return new Rep(
        rep.id(),
        rep.name(),
        rep.email(),
        null,
        Map.of(),
        rep.weight(),
        null,
        Set.of(),
        Set.of(),
        Set.of(),
        rep.hours(),
        onDuty,
        active);
  }

  private static Rep in(Rep rep, String territory) {
    return new Rep(
        rep.id(),
        rep.name(),
        rep.email(),
        null,
        Map.of(),
        rep.weight(),
        null,
        Set.of(territory),
        Set.of(),
        Set.of(),
        rep.hours(),
        true,
        true);
  }
}
