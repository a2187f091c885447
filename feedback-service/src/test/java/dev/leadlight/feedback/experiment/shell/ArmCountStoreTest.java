package dev.leadlight.feedback.experiment.shell;

import static dev.leadlight.feedback.Fixtures.lead;
import static dev.leadlight.feedback.Fixtures.ordered;
import static dev.leadlight.feedback.Fixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.experiment.ArmCount;
import dev.leadlight.feedback.history.shell.HistoryStore;
import dev.leadlight.feedback.significance.Adjusted;
import dev.leadlight.feedback.significance.Proportion;
import dev.leadlight.feedback.significance.Sums;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Counts made by hand. The experiment lasts ten days, so ten days before exposure count as well.
 */
@QuarkusTest
class ArmCountStoreTest {

  private static final Instant FROM = Instant.parse("2017-03-11T00:00:00Z");
  private static final Instant TO = Instant.parse("2017-03-21T00:00:00Z");
  private static final Experiment EXPERIMENT =
      new Experiment("e", new ScorecardRef("card", "1"), List.of(), 0.5, "salt", FROM, null, null);

  @Inject HistoryStore history;
  @Inject Database database;
  @Inject ArmCountStore counts;

  @BeforeEach
  void startWithNothing() {
    done(database.run("truncate snapshot, lead_alias, conversion", Tuple.tuple()));
  }

  @Test
  void countsLeadsOrdersAndAmountsFromTheMomentOfExposure() {
    under("champion", seen("e-anna", "2017-03-12T00:00:00Z", "nurture"));
    under("champion", seen("e-anna", "2017-03-15T00:00:00Z", "nurture"));
    sold("e-anna", "o1", "2017-03-13T00:00:00Z", "10.00", "EUR");
    sold("e-anna", "o2", "2017-03-14T00:00:00Z", "5.00", "EUR");
    sold("e-anna", "o3", "2017-03-11T12:00:00Z", "7.00", "EUR");
    under("champion", seen("e-ben", "2017-03-12T00:00:00Z", "nurture"));

    assertThat(count())
        .isEqualTo(
            Map.of(
                "champion",
                new ArmCount(
                    "champion",
                    0,
                    new Proportion(1, 2),
                    new Adjusted(new Sums(2, 15, 225), new Sums(2, 7, 49), 105))));
  }

  @Test
  void anOrderInAnotherCurrencyConvertsWithoutAnAmount() {
    under("hold-out", seen("e-cleo", "2017-03-12T00:00:00Z", "nurture"));
    sold("e-cleo", "o4", "2017-03-13T00:00:00Z", "10.00", "USD");

    ArmCount holdOut = count().get("hold-out");

    assertThat(holdOut)
        .isEqualTo(
            new ArmCount(
                "hold-out",
                0,
                new Proportion(1, 1),
                new Adjusted(new Sums(1, 0, 0), new Sums(1, 0, 0), 0)));
  }

  @Test
  void whatIsOutsideTheExperimentDoesNotCount() {
    under("champion", seen("e-dan", "2017-03-10T00:00:00Z", "nurture"));
    under("champion", seen("e-eve", "2017-03-21T00:00:00Z", "nurture"));
    under("another", seen("e-fay", "2017-03-12T00:00:00Z", "nurture"));
    under("champion", seen("e-gus", "2017-03-20T00:00:00Z", "nurture"));
    sold("e-gus", "o5", "2017-03-21T00:00:00Z", "10.00", "EUR");
    sold("e-gus", "o6", "2017-03-09T23:59:59Z", "20.00", "EUR");

    assertThat(count().values())
        .singleElement()
        .satisfies(
            champion -> {
              assertThat(champion.conversion()).isEqualTo(new Proportion(0, 1));
              assertThat(champion.revenue().before().sum()).isZero();
            });
  }

  @Test
  void aLeadThatWasMovedByOtherSharesIsCountedUnderItsArmOfNow() {
    Experiment changed =
        new Experiment(
            "e",
            new ScorecardRef("card", "1"),
            List.of(),
            0.5,
            "salt",
            FROM,
            null,
            Instant.parse("2017-03-14T00:00:00Z"));
    under("champion", seen("e-ida", "2017-03-12T00:00:00Z", "nurture"));
    under("champion", seen("e-jon", "2017-03-12T00:00:00Z", "nurture"));
    sold("e-ida", "o8", "2017-03-13T00:00:00Z", "10.00", "EUR");
    under("hold-out", seen("e-ida", "2017-03-15T00:00:00Z", "nurture"));
    sold("e-ida", "o9", "2017-03-16T00:00:00Z", "4.00", "EUR");

    assertThat(done(counts.count(changed, TO, "EUR")))
        .isEqualTo(
            Map.of(
                "hold-out",
                new ArmCount(
                    "hold-out",
                    0,
                    new Proportion(1, 1),
                    new Adjusted(new Sums(1, 4, 16), new Sums(1, 10, 100), 40))));
  }

  @Test
  void leadsThatBecameOneCountOnceUnderTheSurvivorsArm() {
    under("hold-out", seen("e-hal-phone", "2017-03-12T00:00:00Z", "nurture"));
    sold("e-hal-phone", "o7", "2017-03-14T00:00:00Z", "30.00", "EUR");
    under("champion", seen("e-hal", "2017-03-13T00:00:00Z", "nurture", "e-hal-phone"));

    assertThat(count().values())
        .singleElement()
        .satisfies(
            champion -> {
              assertThat(champion.arm()).isEqualTo("champion");
              assertThat(champion.conversion()).isEqualTo(new Proportion(1, 1));
              assertThat(champion.revenue().during().sum()).isEqualTo(30);
            });
  }

  /** Each lead is told with every arm there is, as by replicas that know another experiment. */
  @Test
  void inTheFirstMinuteALeadCountsUnderItsOwnArmAlone() {
    Experiment two =
        new Experiment(
            "e",
            new ScorecardRef("card", "1"),
            List.of(
                new Experiment.Challenger("one", 0.3, JsonNodeFactory.instance.objectNode()),
                new Experiment.Challenger("two", 0.2, JsonNodeFactory.instance.objectNode())),
            0.25,
            "Salz & Pfeffer – ½",
            FROM,
            null,
            null);
    List<String> told = List.of("two", "hold-out", "champion", "one");
    List<String> leads = IntStream.range(0, 80).mapToObj("e-%d"::formatted).toList();
    for (String lead : leads) {
      for (int i = 0; i < told.size(); i++) {
        under(told.get(i), seen(lead, "2017-03-11T00:00:0%dZ".formatted(i), "nurture"));
      }
    }

    assertThat(done(counts.count(two, TO, "EUR")))
        .allSatisfy(
            (arm, count) ->
                assertThat(count.conversion().trials())
                    .isEqualTo(
                        leads.stream().filter(lead -> two.armOf(lead(lead)).equals(arm)).count()))
        .containsOnlyKeys(told);
  }

  private Map<String, ArmCount> count() {
    return done(counts.count(EXPERIMENT, TO, "EUR"));
  }

  private void under(String arm, FeatureSnapshot seen) {
    done(history.store(seen));
    done(database.run("update snapshot set arm = $1 where id = $2", Tuple.of(arm, seen.id())));
  }

  private void sold(String lead, String order, String at, String value, String currency) {
    done(history.store(ordered(lead, order, at, "nurture", value, currency)));
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(20));
  }
}
