package dev.leadlight.feedback.kpi.shell;

import static dev.leadlight.feedback.Fixtures.lead;
import static dev.leadlight.feedback.Fixtures.moved;
import static dev.leadlight.feedback.Fixtures.ordered;
import static dev.leadlight.feedback.Fixtures.parted;
import static dev.leadlight.feedback.Fixtures.seen;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.history.shell.HistoryStore;
import dev.leadlight.feedback.kpi.Cohorts;
import dev.leadlight.feedback.kpi.Figures;
import dev.leadlight.feedback.kpi.Kpis;
import dev.leadlight.feedback.kpi.Money;
import dev.leadlight.feedback.kpi.Period;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures computed by hand. */
@QuarkusTest
class KpiStoreTest {

  private static final Period MARCH = days("2021-03-01", "2021-03-31");

  @Inject HistoryStore history;
  @Inject KpiStore kpis;
  @Inject RollUpStore rollUps;
  @Inject Database database;

  @BeforeEach
  void startWithNothing() {
    RollUps.startWithNothing(database);
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

    for (Supplier<Uni<Boolean>> record : told) {
      done(record.get());
      if (told.indexOf(record) % 9 == 0) {
        RollUps.workOff(rollUps, 3);
      }
    }
    RollUps.catchUp(rollUps);

    Kpis march = RollUps.kpis(kpis, MARCH, "sales-ready", "nurture", "newsletter");
    Figures salesReady = march.tiers().get(0);
    Figures nurture = march.tiers().get(1);
    Figures newsletter = march.tiers().get(2);
    Figures total = march.total();

    // anna
    assertThat(salesReady.leads()).isEqualTo(1);
    assertThat(salesReady.convertedLeads()).isEqualTo(1);
    assertThat(salesReady.orders()).isEqualTo(2);
    assertThat(salesReady.revenue()).containsExactly(money("EUR", "100.00"), money("USD", "50.00"));
    // anna, carl, fay; carl and fay ordered
    assertThat(nurture.leads()).isEqualTo(3);
    assertThat(nurture.convertedLeads()).isEqualTo(2);
    assertThat(nurture.orders()).isEqualTo(2);
    assertThat(nurture.revenue()).containsExactly(money("EUR", "30.00"));
    // anna, ben, carl, dora, emil, fay; dora ordered, and fay by phone
    assertThat(newsletter.leads()).isEqualTo(6);
    assertThat(newsletter.convertedLeads()).isEqualTo(2);
    assertThat(newsletter.orders()).isEqualTo(2);
    assertThat(newsletter.revenue()).containsExactly(money("EUR", "30.00"));
    // anna, carl, dora, fay of the six
    assertThat(total.leads()).isEqualTo(6);
    assertThat(total.convertedLeads()).isEqualTo(4);
    assertThat(total.conversionRate()).isEqualTo(4.0 / 6);
    assertThat(total.orders()).isEqualTo(6);
    assertThat(total.revenue()).containsExactly(money("EUR", "160.00"), money("USD", "50.00"));
    // 160 EUR + 50 USD at 0.80, over the five orders with a value
    assertThat(total.money().revenue()).isEqualTo(money("EUR", "200.00"));
    assertThat(total.money().averageOrderValue()).isEqualTo(money("EUR", "40.00"));
    // 6 orders of 4 buyers
    assertThat(total.purchaseFrequency()).isEqualTo(1.5);
    // anna's second, fay's second, and carl, who had ordered in February
    assertThat(total.repeatPurchase().part()).isEqualTo(3);
    assertThat(total.repeatPurchase().rate()).isEqualTo(0.75);
    // nurture: 2 of 3; all: 4 of 6
    assertThat(nurture.lift()).isCloseTo(1.0, within(1e-9));
    assertThat(salesReady.lift()).isCloseTo(1.5, within(1e-9));
    assertThat(nurture.recall().rate()).isEqualTo(0.5);
    // Wilson for 2 of 3 at 95 %: centre (2/3 + 1.9208/3) / (1 + 3.8415/3) = 0.5730
    assertThat(requireNonNull(nurture.precision().interval()).low())
        .isCloseTo(0.2077, within(1e-4));
    assertThat(nurture.precision().interval().high()).isCloseTo(0.9385, within(1e-4));
    // Stays that ended in March. nurture: anna 5th to 10th, carl 10 January to 20 March: 5 and 69
    assertThat(nurture.daysInTier()).isCloseTo((5 + 69) / 2.0, within(1e-9));
    // First time in nurture: anna after 23 days, fay after 10 from her phone's first sight
    assertThat(nurture.newLeads()).isEqualTo(2);
    assertThat(nurture.daysToReach()).isCloseTo((23 + 10) / 2.0, within(1e-9));
  }

  @Test
  void comesToTheSameByDifferencesAndInOneLargeRound() {
    List<Supplier<Uni<Boolean>>> told = new ArrayList<>(march());
    Collections.shuffle(told, new Random(11));
    for (Supplier<Uni<Boolean>> record : told) {
      done(record.get());
      RollUps.workOff(rollUps, 3);
    }
    RollUps.catchUp(rollUps);
    String byDifferences = RollUps.everything(database);

    // From a thousand marks on, rounds are left to the planner.
    RollUps.markEachLead(database, 200);
    RollUps.workOff(rollUps, 5_000);
    RollUps.catchUp(rollUps);
    assertThat(RollUps.everything(database)).isEqualTo(byDifferences);

    await().until(() -> done(rollUps.recount()));
    RollUps.markEachLead(database, 200);
    RollUps.workOff(rollUps, 5_000);
    RollUps.catchUp(rollUps);
    assertThat(RollUps.everything(database)).isEqualTo(byDifferences);
  }

  @Test
  void comparesWithThePeriodBefore() {
    march().forEach(record -> done(record.get()));
    RollUps.catchUp(rollUps);

    // 31 days before March: 29 January to 28 February. carl ordered for 999 then, and again.
    Kpis march = RollUps.kpis(kpis, MARCH, "sales-ready", "nurture", "newsletter");

    assertThat(march.previous().period().firstDay()).isEqualTo("2021-01-29");
    assertThat(march.previous().total().convertedLeads()).isEqualTo(1);
    assertThat(march.previous().total().leads()).isEqualTo(4); // anna, ben, carl, emil
    assertThat(march.growth().leads()).isEqualTo(0.5);
    assertThat(march.growth().orders()).isEqualTo(5.0);
    assertThat(march.growth().averageOrderValue()).isCloseTo(40.0 / 999 - 1, within(1e-9));
    assertThat(march.growth().revenue()).isCloseTo(200.0 / 999 - 1, within(1e-9));
    // sales-ready for the first time: anna in March, nobody in the 31 days before
    assertThat(march.growth().leadVelocityRate()).isNull();
    assertThat(march.customers().retention().part()).isEqualTo(1);
    assertThat(march.customers().retention().of()).isEqualTo(1);
    // 999 + 200 EUR of anna, carl, dora, fay
    assertThat(march.customers().count()).isEqualTo(4);
    assertThat(march.customers().lifetimeValue()).isEqualTo(money("EUR", "299.75"));
  }

  @Test
  void putsCohortsTogetherByMonthOfTheFirstOrder() {
    march().forEach(record -> done(record.get()));
    RollUps.catchUp(rollUps);

    Cohorts cohorts = cohorts(null);

    Cohorts.Cohort february = cohorts.cohorts().get(0); // carl
    assertThat(february.firstOrder()).isEqualTo(YearMonth.of(2021, 2));
    assertThat(february.size()).isEqualTo(1);
    assertThat(february.months()).extracting(m -> m.buyers().part()).containsExactly(1L, 1L);
    assertThat(february.months())
        .extracting(Cohorts.Month::revenuePerCustomer)
        .containsExactly(money("EUR", "999.00"), money("EUR", "1029.00"));
    Cohorts.Cohort march = cohorts.cohorts().get(1); // anna, dora, fay
    assertThat(march.size()).isEqualTo(3);
    assertThat(march.months().get(0).orders()).isEqualTo(5);
    // 100 + 50 × 0.80 + 10 + 20, by 3
    assertThat(march.months().get(0).revenuePerCustomer()).isEqualTo(money("EUR", "56.67"));
    assertThat(cohorts("nurture").cohorts()).extracting(Cohorts.Cohort::size).containsExactly(1L);
  }

  private Cohorts cohorts(@Nullable String tier) {
    Period period = days("2021-02-01", "2021-03-31");
    return Cohorts.of(
        period,
        Instant.EPOCH,
        RollUps.RATES,
        tier,
        YearMonth.of(2021, 3),
        done(kpis.cohorts(period, tier)));
  }

  @Test
  void knowsNothingOfAnEmptyPeriod() {
    Kpis kpis = RollUps.kpis(this.kpis, days("2001-03-01", "2001-03-31"));

    assertThat(kpis.tiers()).isEmpty();
    assertThat(kpis.total().leads()).isZero();
    assertThat(kpis.total().conversionRate()).isNull();
    assertThat(kpis.customers().lifetimeValue()).isNull();
  }

  @Test
  void letsALaterDecisionReplaceWhatItContradicts() {
    // Given: nurture from the 10th was decided first; then late evidence moved the crossing of the
    // whole to the 5th, straight into sales-ready.
    done(history.store(seen("k-hal", "2019-03-01T00:00:00Z", "newsletter")));
    done(history.store(moved("k-hal", 1, "newsletter", "nurture", "2019-03-10T00:00:00Z")));
    RollUps.catchUp(rollUps);
    done(history.store(moved("k-hal", 2, "nurture", "sales-ready", "2019-03-05T00:00:00Z")));
    RollUps.catchUp(rollUps);

    assertThat(tiers("2019-03-01", "2019-03-04")).containsExactly("newsletter");
    assertThat(tiers("2019-03-09", "2019-03-11")).containsExactly("sales-ready");
  }

  @Test
  void countsATierFromItsFirstDayUntilItsLast() {
    done(history.store(seen("k-ida", "2018-03-01T00:00:00Z", "newsletter")));
    done(history.store(moved("k-ida", 1, "newsletter", "nurture", "2018-03-10T00:00:00Z")));
    RollUps.catchUp(rollUps);

    assertThat(tiers("2018-03-09", "2018-03-09")).containsExactly("newsletter");
    assertThat(tiers("2018-03-10", "2018-03-10")).containsExactly("nurture");
  }

  @Test
  void movesWhatHappenedToAnAbsorbedLeadBackWhenItIsParted() {
    done(history.store(seen("k-jo", "2018-05-01T00:00:00Z", "newsletter")));
    done(history.store(seen("k-jim", "2018-05-01T00:00:00Z", "newsletter")));
    done(history.store(sale("k-jim", "j1", "2018-05-02T00:00:00Z", "newsletter", "10.00")));
    done(history.store(sale("k-jo", "j2", "2018-05-03T00:00:00Z", "newsletter", "10.00")));
    done(history.store(seen("k-jo", "2018-05-04T00:00:00Z", "newsletter", "k-jim")));
    RollUps.catchUp(rollUps);
    assertThat(may().total().convertedLeads()).isEqualTo(1);

    done(history.store(parted("k-jim", "k-jo", "2018-05-05T00:00:00Z")));
    RollUps.catchUp(rollUps);

    assertThat(may().total().convertedLeads()).isEqualTo(2);
    assertThat(may().total().orders()).isEqualTo(2);
  }

  private Kpis may() {
    return RollUps.kpis(kpis, days("2018-05-01", "2018-05-31"));
  }

  @Test
  void tellsAmountsWithoutARateApart() {
    done(history.store(ordered("k-kim", "q1", "2018-07-02T00:00:00Z", "nurture", "10.00", "EUR")));
    done(history.store(ordered("k-kim", "q2", "2018-07-03T00:00:00Z", "nurture", "7.00", "XXX")));
    RollUps.catchUp(rollUps);

    Figures july = RollUps.kpis(kpis, days("2018-07-01", "2018-07-31")).total();

    assertThat(july.orders()).isEqualTo(2);
    assertThat(july.revenue()).containsExactly(money("EUR", "10.00"), money("XXX", "7.00"));
    assertThat(july.money().revenue()).isEqualTo(money("EUR", "10.00"));
    assertThat(july.money().averageOrderValue()).isEqualTo(money("EUR", "10.00"));
    assertThat(july.money().unconverted()).containsExactly(money("XXX", "7.00"));
  }

  private List<@Nullable String> tiers(String first, String last) {
    return RollUps.table(kpis, days(first, last)).tiers().stream().map(Figures::tier).toList();
  }

  private static Period days(String first, String last) {
    return Period.of(LocalDate.parse(first), LocalDate.parse(last), ZoneOffset.UTC);
  }

  private static Conversion sale(String lead, String order, String at, String tier, String euros) {
    return ordered(lead, "kpi-" + order, at, tier, euros, "EUR");
  }

  private static Money money(String currency, String amount) {
    return new Money(currency, new BigDecimal(amount));
  }

  private static <T> T done(Uni<T> work) {
    return RollUps.done(work);
  }
}
