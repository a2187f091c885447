package dev.leadlight.feedback.kpi.shell;

import static dev.leadlight.feedback.Fixtures.moved;
import static dev.leadlight.feedback.Fixtures.seen;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.history.shell.HistoryStore;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.kpi.Table;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random histories, merges and contradictions included, against a second way to say what being in a
 * tier means: a lead's time is painted, first with the tier it began in, then by each change from
 * its moment on, in the order of their numbers.
 */
@QuarkusTest
class TierTimelineTest {

  private static final Instant T0 = Instant.parse("2012-01-01T00:00:00Z");
  private static final int DAYS = 200;
  private static final List<String> TIERS = List.of("gold", "silver", "bronze");

  @Inject HistoryStore history;
  @Inject KpiStore kpis;
  @Inject RollUpStore rollUps;
  @Inject Database database;

  private final Random random = new Random(20261121);
  private final Map<String, NavigableMap<Integer, String>> painted = new HashMap<>();
  private final Map<String, Integer> ends = new HashMap<>();
  private final Map<String, String> survivors = new HashMap<>();
  private final List<Supplier<Uni<Boolean>>> records = new ArrayList<>();

  @BeforeEach
  void startWithNothing() {
    RollUps.startWithNothing(database);
  }

  @Test
  void agreesWithThePaintedTimeOfEveryLead() {
    // Given
    for (int i = 0; i < 30; i++) {
      live("t-" + i);
    }
    for (int i = 29; i > 20; i--) {
      absorb("t-" + i, "t-" + random.nextInt(i));
    }
    Collections.shuffle(records, random);
    for (int i = 0; i < records.size(); i++) {
      done(records.get(i).get());
      if (i % 50 == 0) {
        RollUps.workOff(rollUps, 40);
      }
    }
    RollUps.catchUp(rollUps);

    for (int round = 0; round < 40; round++) {
      // When
      int from = random.nextInt(DAYS);
      int to = from + 1 + random.nextInt(30);
      Table table = RollUps.table(kpis, new Period(at(from), at(to), ZoneOffset.UTC));

      // Then
      Map<String, Long> leads = new HashMap<>();
      table.tiers().forEach(figures -> leads.put(figures.tier(), figures.leads()));
      assertThat(leads).as("from %d to %d", from, to).isEqualTo(expected(from, to));
    }
    keepsWhatCountingAnewWouldGive();
  }

  private void keepsWhatCountingAnewWouldGive() {
    String kept = RollUps.everything(database);
    done(database.run("select kpi_rebuild('UTC')", Tuple.tuple()));
    RollUps.catchUp(rollUps);
    assertThat(RollUps.everything(database).lines())
        .containsExactlyElementsOf(kept.lines().toList())
        .anyMatch(line -> line.contains("lead!"));
  }

  private void live(String lead) {
    int born = random.nextInt(DAYS / 2);
    NavigableMap<Integer, String> time = new TreeMap<>();
    String tier = TIERS.get(random.nextInt(3));
    time.put(born, tier);
    records.add(seenAt(lead, born, tier));
    for (int sequence = 1; sequence <= random.nextInt(6); sequence++) {
      String from = tier;
      String next = TIERS.get(random.nextInt(3));
      int since = born + 1 + random.nextInt(DAYS / 2);
      time.tailMap(since, true).clear();
      time.put(since, next);
      int number = sequence;
      records.add(() -> history.store(moved(lead, number, from, next, at(since).toString())));
      records.add(seenAt(lead, since + 1, next));
      tier = next;
    }
    painted.put(lead, time);
  }

  private void absorb(String absorbed, String survivor) {
    int when = DAYS / 2 + random.nextInt(DAYS / 2);
    ends.put(absorbed, when);
    survivors.put(absorbed, survivor);
    String tier = requireNonNull(painted.get(survivor)).lastEntry().getValue();
    // A look at the survivor; it exists since earlier, so this is not its first sight.
    records.add(() -> history.store(seen(survivor, mergeAt(when, absorbed), tier, absorbed)));
  }

  private Map<String, Long> expected(int from, int to) {
    Map<String, Set<String>> leads = new HashMap<>();
    painted.forEach(
        (lead, time) ->
            time.forEach(
                (since, tier) -> {
                  Integer next = time.higherKey(since);
                  int until =
                      Math.min(
                          next == null ? Integer.MAX_VALUE : next,
                          ends.getOrDefault(lead, Integer.MAX_VALUE));
                  if (since < to && until > from && until > since) {
                    leads.computeIfAbsent(tier, t -> new HashSet<>()).add(root(lead));
                  }
                }));
    Map<String, Long> counts = new HashMap<>();
    leads.forEach((tier, names) -> counts.put(tier, (long) names.size()));
    return counts;
  }

  private String root(String lead) {
    return survivors.containsKey(lead) ? root(survivors.get(lead)) : lead;
  }

  private Supplier<Uni<Boolean>> seenAt(String lead, int hour, String tier) {
    return () -> history.store(seen(lead, at(hour).toString(), tier));
  }

  /** At the hour, with the name in the fraction, so that each merge is a snapshot of its own. */
  private static String mergeAt(int hour, String absorbed) {
    return at(hour).minusMillis(500 - Integer.parseInt(absorbed.substring(2))).toString();
  }

  private static Instant at(int hour) {
    return T0.plus(Duration.ofDays(hour));
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(20));
  }
}
