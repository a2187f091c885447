package dev.leadlight.feedback.kpi.shell;

import static dev.leadlight.feedback.Fixtures.moved;
import static dev.leadlight.feedback.Fixtures.ordered;
import static dev.leadlight.feedback.Fixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.history.shell.HistoryStore;
import dev.leadlight.feedback.kpi.Money;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.kpi.Tally;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures computed by hand. */
@QuarkusTest
class KpiStoreTest {

  @Inject HistoryStore history;
  @Inject KpiStore kpis;
  @Inject Database database;

  @BeforeEach
  void startWithNothing() {
    done(database.run("truncate snapshot, lead_alias, tier_change, conversion", Tuple.tuple()));
  }

  /**
   * The story, told in any order and twice:
   *
   * <ul>
   *   <li>anna: newsletter since February, nurture from 5 March, sales-ready from 10 March; orders
   *       100.00 EUR from sales-ready on the 11th, and 50.00 USD on the 12th.
   *   <li>ben: newsletter since February, nothing else.
   *   <li>carl: nurture since January, falls to newsletter on 20 March; ordered in February, which
   *       is outside, and 30.00 EUR on 3 March from nurture, told weeks late.
   *   <li>dora: first seen through her order of 10.00 EUR from newsletter on 31 March, 23:59:59;
   *       the order was noticed after the period, in which she has no stay.
   *   <li>emil: sales-ready in January, left for newsletter on 1 February: sales-ready is over.
   *   <li>fay's phone is absorbed by fay's laptop on 15 March, which is absorbed by fay on 16
   *       March: one lead. The phone ordered 20.00 EUR from newsletter on the 8th, fay an order
   *       without a value from nurture, entered on the 17th, on the 18th.
   *   <li>gus is seen in April only.
   * </ul>
   */
  private List<Supplier<Uni<Boolean>>> march() {
    return List.of(
        () -> history.store(seen("k-anna", "2021-02-10T00:00:00Z", "newsletter")),
        () -> history.store(moved("k-anna", 1, "newsletter", "nurture", "2021-03-05T00:00:00Z")),
        () -> history.store(moved("k-anna", 2, "nurture", "sales-ready", "2021-03-10T00:00:00Z")),
        () -> history.store(seen("k-anna", "2021-03-10T00:00:01Z", "sales-ready")),
        () -> history.store(sale("k-anna", "o1", "2021-03-11T09:00:00Z", "sales-ready", "100.00")),
        () ->
            history.store(
                ordered("k-anna", "o2", "2021-03-12T09:00:00Z", "sales-ready", "50.00", "USD")),
        () -> history.store(seen("k-ben", "2021-02-10T00:00:00Z", "newsletter")),
        () -> history.store(seen("k-carl", "2021-01-10T00:00:00Z", "nurture")),
        () -> history.store(moved("k-carl", 7, "nurture", "newsletter", "2021-03-20T00:00:00Z")),
        () -> history.store(sale("k-carl", "o3", "2021-02-28T23:59:59Z", "nurture", "999.00")),
        () -> history.store(sale("k-carl", "o4", "2021-03-03T00:00:00Z", "nurture", "30.00")),
        () -> history.store(sale("k-dora", "o5", "2021-03-31T23:59:59Z", "newsletter", "10.00")),
        () -> history.store(seen("k-dora", "2021-04-01T00:00:01Z", "newsletter")),
        () -> history.store(seen("k-emil", "2021-01-05T00:00:00Z", "sales-ready")),
        () ->
            history.store(moved("k-emil", 2, "sales-ready", "newsletter", "2021-02-01T00:00:00Z")),
        () -> history.store(seen("k-phone", "2021-03-07T00:00:00Z", "newsletter")),
        () -> history.store(sale("k-phone", "o6", "2021-03-08T00:00:00Z", "newsletter", "20.00")),
        () -> history.store(seen("k-laptop", "2021-03-09T00:00:00Z", "newsletter")),
        () -> history.store(seen("k-laptop", "2021-03-15T00:00:00Z", "newsletter", "k-phone")),
        () -> history.store(seen("k-fay", "2021-03-16T00:00:00Z", "newsletter", "k-laptop")),
        () -> history.store(moved("k-fay", 1, "newsletter", "nurture", "2021-03-17T00:00:00Z")),
        () -> history.store(ordered("k-fay", "o7", "2021-03-18T00:00:00Z", "nurture", null, null)),
        () -> history.store(seen("k-gus", "2021-04-01T00:00:00Z", "newsletter")));
  }

  @Test
  void countsAMonthAsByHandHoweverItWasTold() {
    List<Supplier<Uni<Boolean>>> told = new ArrayList<>(march());
    told.addAll(march());
    Collections.shuffle(told, new Random(4));

    told.forEach(record -> done(record.get()));

    KpiStore.Counts march = count("2021-03-01T00:00:00Z", "2021-04-01T00:00:00Z");
    assertThat(march.byTier())
        .isEqualTo(
            Map.of(
                // anna
                "sales-ready",
                new Tally(1, 1, 2, List.of(eur(1, "100.00"), sales(1, "USD", "50.00"))),
                // anna, carl, fay; carl and fay ordered
                "nurture",
                new Tally(3, 2, 2, List.of(eur(1, "30.00"))),
                // anna, ben, carl, dora, emil, fay; dora ordered, and fay by phone
                "newsletter",
                new Tally(6, 2, 2, List.of(eur(2, "30.00")))));
    assertThat(march.total().leads()).isEqualTo(6);
    assertThat(march.total().convertedLeads()).isEqualTo(4);
    assertThat(march.total().orders()).isEqualTo(6);
    assertThat(march.total().sales())
        .containsExactlyInAnyOrder(eur(4, "160.00"), sales(1, "USD", "50.00"));
  }

  @Test
  void knowsNothingOfAnEmptyPeriod() {
    KpiStore.Counts counts = count("2001-03-01T00:00:00Z", "2001-04-01T00:00:00Z");

    assertThat(counts.byTier()).isEmpty();
    assertThat(counts.total()).isEqualTo(Tally.NONE);
  }

  @Test
  void letsALaterDecisionReplaceWhatItContradicts() {
    // Given: nurture from the 10th was decided first; then late evidence moved the crossing of the
    // whole to the 5th, straight into sales-ready.
    done(history.store(seen("k-hal", "2019-03-01T00:00:00Z", "newsletter")));
    done(history.store(moved("k-hal", 2, "nurture", "sales-ready", "2019-03-05T00:00:00Z")));
    done(history.store(moved("k-hal", 1, "newsletter", "nurture", "2019-03-10T00:00:00Z")));

    assertThat(count("2019-03-01T00:00:00Z", "2019-03-05T00:00:00Z").byTier())
        .containsOnlyKeys("newsletter");
    assertThat(count("2019-03-09T00:00:00Z", "2019-03-12T00:00:00Z").byTier())
        .containsOnlyKeys("sales-ready");
  }

  @Test
  void countsATierFromItsFirstMomentUntilJustBeforeItsLast() {
    done(history.store(seen("k-ida", "2018-03-01T00:00:00Z", "newsletter")));
    done(history.store(moved("k-ida", 1, "newsletter", "nurture", "2018-03-10T00:00:00Z")));

    assertThat(count("2018-03-09T00:00:00Z", "2018-03-10T00:00:00Z").byTier())
        .containsOnlyKeys("newsletter");
    assertThat(count("2018-03-10T00:00:00Z", "2018-03-11T00:00:00Z").byTier())
        .containsOnlyKeys("nurture");
  }

  private KpiStore.Counts count(String from, String to) {
    return done(kpis.count(new Period(Instant.parse(from), Instant.parse(to))));
  }

  private static Conversion sale(String lead, String order, String at, String tier, String euros) {
    return ordered(lead, "kpi-" + order, at, tier, euros, "EUR");
  }

  private static Tally.Sales eur(long orders, String revenue) {
    return sales(orders, "EUR", revenue);
  }

  private static Tally.Sales sales(long orders, String currency, String revenue) {
    return new Tally.Sales(orders, new Money(currency, new BigDecimal(revenue)));
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(20));
  }
}
