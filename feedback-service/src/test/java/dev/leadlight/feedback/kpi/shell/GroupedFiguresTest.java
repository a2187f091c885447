package dev.leadlight.feedback.kpi.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.kpi.Cell;
import dev.leadlight.feedback.kpi.Dimension;
import dev.leadlight.feedback.kpi.Figures;
import dev.leadlight.feedback.kpi.Groups;
import dev.leadlight.feedback.kpi.Incremental;
import dev.leadlight.feedback.kpi.Kpis;
import dev.leadlight.feedback.kpi.Money;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.kpi.Stores;
import dev.leadlight.feedback.kpi.shell.Facts.Sale;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures of groups, computed by hand: stores, segments, arms. */
@QuarkusTest
class GroupedFiguresTest {

  private static final Period JUNE =
      Period.of(LocalDate.parse("2016-06-01"), LocalDate.parse("2016-06-30"), ZoneOffset.UTC);
  private static final List<String> TIERS = List.of("sales-ready", "newsletter");

  @Inject KpiStore kpis;
  @Inject RollUpStore rollUps;
  @Inject Database database;

  private Facts facts;

  @BeforeEach
  void startWithNothing() {
    RollUps.startWithNothing(database);
    facts = new Facts(database);
  }

  /**
   * ada comes into Mitte on the 1st at 10:00, is heard in lighting for 60 and in rugs for 30
   * seconds, and buys for 40; she comes again on the 2nd, sales-ready now, at 10:00 and 10:10. bob
   * comes on the 1st and nothing is told of how long. cy comes into Soho.
   */
  @Test
  void countsVisitsZonesAndDwellOfTheLeadsOfEachTier() {
    facts.visit("ada", "2016-06-01T10:00:00Z", "mitte", "newsletter", "store_visited", null, null);
    facts.visit("ada", "2016-06-01T10:05:00Z", "mitte", "newsletter", "sensed", "lighting", 60);
    facts.visit("ada", "2016-06-01T10:08:00Z", "mitte", "newsletter", "sensed", "rugs", 30);
    facts.store(Sale.of("ada", "a1", "2016-06-01T10:20:00Z", "40", "newsletter").in("mitte"));
    facts.visit("ada", "2016-06-02T10:00:00Z", "mitte", "sales-ready", "store_visited", null, null);
    facts.visit(
        "ada", "2016-06-02T10:10:00Z", "mitte", "sales-ready", "wi_fi_checked_in", null, null);
    facts.visit("bob", "2016-06-01T12:00:00Z", "mitte", "newsletter", "store_visited", null, null);
    facts.visit("cy", "2016-06-03T12:00:00Z", "soho", "newsletter", "store_visited", null, null);
    RollUps.catchUp(rollUps);

    Stores stores =
        Stores.of(
            JUNE,
            Instant.EPOCH,
            RollUps.RATES,
            TIERS,
            count(
                "store",
                List.of("lead!", "lead-", "buyer!", "buyer-", "visit", "zone", "in_store", "order"),
                List.of("lead", "buyer")),
            List.of());

    assertThat(stores.stores()).extracting(Stores.Store::store).containsExactly("mitte", "soho");
    Stores.Store mitte = stores.stores().get(0);
    assertThat(mitte.total().visits()).isEqualTo(3);
    assertThat(mitte.total().leads()).isEqualTo(2);
    // told 90 seconds; 600 from the first to the last signal; 0 of a single one
    assertThat(mitte.total().meanDwellSeconds()).isCloseTo((90 + 600 + 0) / 3.0, within(1e-9));
    assertThat(mitte.total().buyers().part()).isEqualTo(1);
    assertThat(mitte.total().money().revenue()).isEqualTo(money("40.00"));
    Stores.Visits salesReady = mitte.tiers().get(0);
    assertThat(salesReady.visits()).isEqualTo(1);
    assertThat(salesReady.meanDwellSeconds()).isEqualTo(600.0);
    assertThat(salesReady.buyers().part()).isZero();
    Stores.Visits newsletter = mitte.tiers().get(1);
    assertThat(newsletter.visits()).isEqualTo(2);
    assertThat(newsletter.leads()).isEqualTo(2);
    assertThat(newsletter.buyers().part()).isEqualTo(1);
    assertThat(mitte.zones())
        .containsExactly(
            new Stores.Zone("lighting", 1, Map.of("newsletter", 1L), 60.0, null),
            new Stores.Zone("rugs", 1, Map.of("newsletter", 1L), 30.0, null));
    assertThat(mitte.signals())
        .containsExactly(
            new Stores.Deed("sensed", 2),
            new Stores.Deed("store_visited", 3),
            new Stores.Deed("wi_fi_checked_in", 1));
  }

  @Test
  void countsALeadInASegmentFromBeingToldSoUntilBeingToldOtherwise() {
    facts.seen("ada", "2016-05-10T00:00:00Z", "newsletter", null, "browser");
    facts.seen("ada", "2016-05-20T00:00:00Z", "newsletter", null, "browser hunter");
    facts.seen("ada", "2016-06-05T00:00:00Z", "newsletter", null, "hunter");
    facts.seen("bob", "2016-05-10T00:00:00Z", "newsletter", null, "browser");
    facts.seen("bob", "2016-05-20T00:00:00Z", "newsletter", null, "");
    facts.seen("cy", "2016-06-10T00:00:00Z", "newsletter", null, "browser");
    facts.store(
        Sale.of("cy", "c1", "2016-06-11T00:00:00Z", "40", "newsletter").ofSegments("browser"));
    RollUps.catchUp(rollUps);

    Groups groups =
        Groups.of(
            JUNE,
            Instant.EPOCH,
            RollUps.RATES,
            Dimension.SEGMENT,
            TIERS,
            RollUps.cells(kpis, "segment", null, JUNE));

    assertThat(groups.groups())
        .extracting(Groups.Group::value)
        .containsExactly("browser", "hunter");
    // ada until the 5th, and cy, who bought
    assertThat(groups.groups().get(0).total().leads()).isEqualTo(2);
    assertThat(groups.groups().get(0).total().conversionRate()).isEqualTo(0.5);
    assertThat(groups.groups().get(0).previous().leads()).isEqualTo(2); // ada, bob
    assertThat(groups.groups().get(1).total().leads()).isEqualTo(1); // ada
  }

  /**
   * Held out: ada spends 10 and bob nothing, so 5 a lead. Acted on: cy spends 10 and 20 USD, that
   * is 26 EUR, di 14 and eve 20: 60 of three, so 20 a lead. Of so few it says no difference.
   */
  @Test
  void tellsWhatRoutedLeadsSpentAndWhatTheHoldOut() {
    for (String held : List.of("ada", "bob")) {
      facts.seen(held, "2016-05-20T00:00:00Z", "newsletter", "hold-out", null);
    }
    for (String acted : List.of("cy", "di", "eve")) {
      facts.seen(acted, "2016-05-20T00:00:00Z", "newsletter", "champion", null);
    }
    facts.store(Sale.of("ada", "d1", "2016-06-01T00:00:00Z", "10", "newsletter").ofArm("hold-out"));
    facts.store(Sale.of("ada", "d0", "2016-05-30T00:00:00Z", "99", "newsletter").ofArm("hold-out"));
    facts.store(Sale.of("cy", "d2", "2016-06-02T00:00:00Z", "10", "newsletter").ofArm("champion"));
    facts.store(
        Sale.of("cy", "d3", "2016-06-03T00:00:00Z", "20", "newsletter")
            .ofArm("champion")
            .currency("USD"));
    facts.store(Sale.of("di", "d4", "2016-06-03T00:00:00Z", "14", "newsletter").ofArm("champion"));
    facts.store(Sale.of("eve", "d5", "2016-06-03T00:00:00Z", "12", "newsletter").ofArm("champion"));
    facts.store(Sale.of("eve", "d6", "2016-06-03T01:00:00Z", "8", "newsletter").ofArm("champion"));
    RollUps.catchUp(rollUps);

    Incremental answer =
        Incremental.of(
            JUNE,
            Instant.EPOCH,
            RollUps.RATES,
            count(
                "arm",
                List.of("lead!", "lead-", "buyer!", "buyer-", "order"),
                List.of("lead", "buyer", "square")));

    assertThat(answer.holdOut().leads()).isEqualTo(2);
    assertThat(answer.holdOut().perLead()).isEqualTo(5.0);
    assertThat(answer.holdOut().buyers().part()).isEqualTo(1);
    assertThat(answer.routed().leads()).isEqualTo(3);
    assertThat(answer.routed().perLead()).isCloseTo(20.0, within(1e-9));
    assertThat(answer.perLead()).isNull();
    assertThat(answer.revenue()).isNull();
  }

  /**
   * ada and bob are browsers, bob is held out; cy is in the arm of ada and no browser. ada orders
   * in the store.
   */
  @Test
  void countsAnArmTogetherWithASegmentAChannelOrAVersion() {
    facts.seen("ada", "2016-06-01T00:00:00Z", "newsletter", "champion", "browser");
    facts.seen("bob", "2016-06-01T00:00:00Z", "newsletter", "hold-out", "browser");
    facts.seen("cy", "2016-06-01T00:00:00Z", "newsletter", "champion", "");
    facts.store(
        Sale.of("ada", "e1", "2016-06-02T00:00:00Z", "40", "newsletter")
            .ofSegments("browser")
            .ofArm("champion")
            .after(""));
    RollUps.catchUp(rollUps);

    assertThat(both(Dimension.SEGMENT, "champion", "browser").leads()).isEqualTo(1);
    assertThat(both(Dimension.SEGMENT, "champion", "browser").conversionRate()).isEqualTo(1.0);
    assertThat(both(Dimension.SEGMENT, "hold-out", "browser").leads()).isEqualTo(1);
    assertThat(both(Dimension.SEGMENT, "hold-out", "browser").orders()).isZero();
    assertThat(both(Dimension.VERSION, "champion", "card:1").leads()).isEqualTo(2);
    assertThat(both(Dimension.CHANNEL, "champion", "in_store").orders()).isEqualTo(1);
    assertThat(Cell.within("champion", RollUps.cells(kpis, "arm+segment", null, JUNE)))
        .extracting(Cell::value)
        .containsOnly("browser");
  }

  private Figures both(Dimension dimension, String arm, String value) {
    List<Cell> cells = RollUps.cells(kpis, dimension.withArm(), arm + "/" + value, JUNE);
    return Kpis.of(JUNE, Instant.EPOCH, RollUps.RATES, null, TIERS, cells).total();
  }

  private List<Cell> count(String dimension, List<String> figures, List<String> spans) {
    return RollUps.done(kpis.count(new Wanted(dimension, null, figures, spans, Wanted.NOW), JUNE));
  }

  private static Money money(String amount) {
    return new Money("EUR", new BigDecimal(amount));
  }
}
