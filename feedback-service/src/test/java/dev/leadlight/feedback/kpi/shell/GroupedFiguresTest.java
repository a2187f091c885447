package dev.leadlight.feedback.kpi.shell;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.feedback.Fixtures;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.kpi.Cell;
import dev.leadlight.feedback.kpi.Dimension;
import dev.leadlight.feedback.kpi.Figures;
import dev.leadlight.feedback.kpi.Groups;
import dev.leadlight.feedback.kpi.Incremental;
import dev.leadlight.feedback.kpi.Kpis;
import dev.leadlight.feedback.kpi.Lift;
import dev.leadlight.feedback.kpi.Money;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.kpi.SignalsBefore;
import dev.leadlight.feedback.kpi.Stores;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures of groups, computed by hand: stores, segments, arms, what came before an order. */
@QuarkusTest
class GroupedFiguresTest {

  private static final Period JUNE =
      Period.of(LocalDate.parse("2016-06-01"), LocalDate.parse("2016-06-30"), ZoneOffset.UTC);
  private static final List<String> TIERS = List.of("sales-ready", "newsletter");

  @Inject KpiStore kpis;
  @Inject RollUpStore rollUps;
  @Inject Database database;

  @BeforeEach
  void startWithNothing() {
    RollUps.startWithNothing(database);
  }

  /**
   * ada comes into Mitte on the 1st at 10:00, is heard in lighting for 60 and in rugs for 30
   * seconds, and buys for 40; she comes again on the 2nd, sales-ready now, at 10:00 and 10:10. bob
   * comes on the 1st and nothing is told of how long. cy comes into Soho.
   */
  @Test
  void countsVisitsZonesAndDwellOfTheLeadsOfEachTier() {
    visit("ada", "2016-06-01T10:00:00Z", "mitte", "newsletter", "store_visited", null, null);
    visit("ada", "2016-06-01T10:05:00Z", "mitte", "newsletter", "sensed", "lighting", 60);
    visit("ada", "2016-06-01T10:08:00Z", "mitte", "newsletter", "sensed", "rugs", 30);
    order("ada", "a1", "2016-06-01T10:20:00Z", "40", "newsletter", "mitte", null, null, null);
    visit("ada", "2016-06-02T10:00:00Z", "mitte", "sales-ready", "store_visited", null, null);
    visit("ada", "2016-06-02T10:10:00Z", "mitte", "sales-ready", "wi_fi_checked_in", null, null);
    visit("bob", "2016-06-01T12:00:00Z", "mitte", "newsletter", "store_visited", null, null);
    visit("cy", "2016-06-03T12:00:00Z", "soho", "newsletter", "store_visited", null, null);
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
                List.of("lead", "buyer")));

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
            new Stores.Zone("lighting", 1, Map.of("newsletter", 1L), 60.0),
            new Stores.Zone("rugs", 1, Map.of("newsletter", 1L), 30.0));
    assertThat(mitte.signals())
        .containsExactly(
            new Stores.Deed("sensed", 2),
            new Stores.Deed("store_visited", 3),
            new Stores.Deed("wi_fi_checked_in", 1));
  }

  @Test
  void tellsWhatCameBeforeOrders() {
    // Four orders; one is from before it was told what came before.
    order(
        "ada",
        "b1",
        "2016-06-01T10:00:00Z",
        "40",
        "newsletter",
        null,
        null,
        null,
        "pages store_visits");
    order("bob", "b2", "2016-06-02T10:00:00Z", "40", "newsletter", null, null, null, "pages");
    order("cy", "b3", "2016-06-03T10:00:00Z", "40", "sales-ready", null, null, null, "");
    order("di", "b4", "2016-06-04T10:00:00Z", "40", "sales-ready", null, null, null, null);
    RollUps.catchUp(rollUps);

    SignalsBefore signals =
        SignalsBefore.of(
            JUNE, Instant.EPOCH, null, count("", SignalsBefore.OF_ORDERS, List.of()), List.of());

    assertThat(signals.orders()).isEqualTo(3);
    assertThat(signals.signals())
        .extracting(SignalsBefore.Preceding::signal)
        .containsExactly("pages", "store_visits");
    SignalsBefore.Preceding pages = signals.signals().get(0);
    assertThat(pages.orders().rate()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(requireNonNull(pages.byTier().get("newsletter")).rate()).isEqualTo(1.0);
    assertThat(requireNonNull(pages.byTier().get("sales-ready")).rate()).isEqualTo(0.0);
  }

  /**
   * Ten leads were seen in June; five of them, the browsers, had things in their carts and four of
   * these order within 30 days, as does one of the others. That is 4 of 5 where 5 of 10 are usual.
   * All had looked at pages. What does not count: a second snapshot of the same day, an order at
   * the moment of a snapshot or more than 30 days after it, counters of other windows or of 0.
   */
  @Test
  void tellsAfterWhichSignalsLeadsOrderMoreOftenThanUsual() {
    for (int i = 0; i < 10; i++) {
      String at = "2016-06-%02dT10:00:00Z".formatted(10 + i);
      known("l" + i, at, i < 5 ? "pages_30d cart_adds_30d" : "pages_30d cart_adds_90d");
      known("l" + i, at.replace("T10", "T11"), "pages_30d checkouts_30d");
      if (i < 4 || i == 9) {
        String later = Instant.parse(at).plus(Duration.ofDays(30)).toString();
        order("l" + i, "w" + i, later, "40", "newsletter", null, null, null, null);
      } else {
        order("l" + i, "n" + i, at, "40", "newsletter", null, null, null, null);
        String tooLate = Instant.parse(at).plus(Duration.ofDays(30)).plusMillis(1).toString();
        order("l" + i, "o" + i, tooLate, "40", "newsletter", null, null, null, null);
      }
    }
    RollUps.catchUp(rollUps);

    SignalsBefore signals = signals();

    assertThat(requireNonNull(signals.leadDays()).bought().part()).isEqualTo(5);
    assertThat(requireNonNull(signals.leadDays()).bought().of()).isEqualTo(10);
    assertThat(signals.signals())
        .extracting(SignalsBefore.Preceding::signal)
        .containsExactly("pages", "cart_adds");
    Lift pages = requireNonNull(signals.signals().get(0).lift());
    assertThat(pages.value()).isEqualTo(1.0);
    // 2.5 orders were to be expected without it: too few to tell
    Lift carts = requireNonNull(signals.signals().get(1).lift());
    assertThat(carts.bought().part()).isEqualTo(4);
    assertThat(carts.bought().of()).isEqualTo(5);
    assertThat(carts.tooFew()).isTrue();
    assertThat(carts.value()).isNull();

    // an order of l5 is told late; l1 turns out to be l0, who was seen on another day
    order("l5", "late", "2016-07-01T00:00:00Z", "40", "newsletter", null, null, null, null);
    merge("l1", "l0");
    RollUps.catchUp(rollUps);

    assertThat(requireNonNull(signals().leadDays()).bought().part()).isEqualTo(6);
    assertThat(requireNonNull(signals().leadDays()).bought().of()).isEqualTo(10);

    // two who were seen on the same day are one, by the first snapshot: without a cart
    known("l2", "2016-06-13T09:00:00Z", "pages_30d");
    merge("l3", "l2");
    RollUps.catchUp(rollUps);

    assertThat(requireNonNull(signals().leadDays()).bought().of()).isEqualTo(10);
    assertThat(requireNonNull(signals().signals().get(1).lift()).bought().of()).isEqualTo(4);
  }

  private SignalsBefore signals() {
    return SignalsBefore.of(
        JUNE,
        Instant.EPOCH,
        JUNE,
        count("", SignalsBefore.OF_ORDERS, List.of()),
        count("", SignalsBefore.OF_LEAD_DAYS, List.of()));
  }

  @Test
  void countsALeadInASegmentFromBeingToldSoUntilBeingToldOtherwise() {
    seen("ada", "2016-05-10T00:00:00Z", "newsletter", null, "browser");
    seen("ada", "2016-05-20T00:00:00Z", "newsletter", null, "browser hunter");
    seen("ada", "2016-06-05T00:00:00Z", "newsletter", null, "hunter");
    seen("bob", "2016-05-10T00:00:00Z", "newsletter", null, "browser");
    seen("bob", "2016-05-20T00:00:00Z", "newsletter", null, "");
    seen("cy", "2016-06-10T00:00:00Z", "newsletter", null, "browser");
    order("cy", "c1", "2016-06-11T00:00:00Z", "40", "newsletter", null, "browser", null, null);
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
   * is 26 EUR, di 14 and eve 20: 60 of three, so 20 a lead, and 15 more.
   */
  @Test
  void comparesWhatRoutedLeadsSpentWithTheHoldOut() {
    for (String held : List.of("ada", "bob")) {
      seen(held, "2016-05-20T00:00:00Z", "newsletter", "hold-out", null);
    }
    for (String acted : List.of("cy", "di", "eve")) {
      seen(acted, "2016-05-20T00:00:00Z", "newsletter", "champion", null);
    }
    order("ada", "d1", "2016-06-01T00:00:00Z", "10", "newsletter", null, null, "hold-out", null);
    order("ada", "d0", "2016-05-30T00:00:00Z", "99", "newsletter", null, null, "hold-out", null);
    order("cy", "d2", "2016-06-02T00:00:00Z", "10", "newsletter", null, null, "champion", null);
    order(
        "cy",
        "d3",
        "2016-06-03T00:00:00Z",
        "20",
        "newsletter",
        null,
        null,
        "champion",
        null,
        "USD");
    order("di", "d4", "2016-06-03T00:00:00Z", "14", "newsletter", null, null, "champion", null);
    order("eve", "d5", "2016-06-03T00:00:00Z", "12", "newsletter", null, null, "champion", null);
    order("eve", "d6", "2016-06-03T01:00:00Z", "8", "newsletter", null, null, "champion", null);
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
    Incremental.Estimate perLead = requireNonNull(answer.perLead());
    assertThat(perLead.value()).isCloseTo(15.0, within(1e-9));
    // Variances 36 (of 26, 14, 20) and 50 (of 10, 0): error √(36/3 + 50/2) = 6.0828. Welch's
    // degrees of freedom 37² / (12²/2 + 25²/1) = 1.9641, for which t = 4.3766
    assertThat(perLead.interval().low()).isCloseTo(15 - 26.63, within(0.05));
    assertThat(perLead.interval().high()).isCloseTo(15 + 26.63, within(0.05));
    assertThat(requireNonNull(answer.revenue()).value()).isCloseTo(45.0, within(1e-9));
  }

  /**
   * ada and bob are browsers, bob is held out; cy is in the arm of ada and no browser. ada orders
   * in the store.
   */
  @Test
  void countsAnArmTogetherWithASegmentAChannelOrAVersion() {
    seen("ada", "2016-06-01T00:00:00Z", "newsletter", "champion", "browser");
    seen("bob", "2016-06-01T00:00:00Z", "newsletter", "hold-out", "browser");
    seen("cy", "2016-06-01T00:00:00Z", "newsletter", "champion", "");
    order("ada", "e1", "2016-06-02T00:00:00Z", "40", "newsletter", null, "browser", "champion", "");
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

  /** Months less some of their days: each gap of two winters is counted if it should be. */
  @Test
  void readsExactlyTheGapsAroundAPeriodWhateverItsDays() {
    run("update kpi_setting set first_month = least(first_month, '2015-12-01')", Tuple.tuple());
    for (String period :
        List.of(
            "2016-01-10 2016-01-10",
            "2016-01-28 2016-01-28",
            "2016-01-01 2016-01-31",
            "2016-01-31 2016-02-01",
            "2016-01-05 2016-02-27",
            "2016-01-25 2016-02-03",
            "2016-02-16 2016-02-28",
            "2015-12-01 2016-02-29")) {
      String wrong =
          """
          with part as materialized (select * from kpi_astride($1::text::date, $2::text::date)),
            day as (select d::date as d from generate_series(
              date '2015-12-01', '2016-03-10', interval '1 day') d)
          select count(*) as n
          from day earlier join day later on later.d > earlier.d
          where (earlier.d < $1::text::date and later.d > $2::text::date)::integer <> (
            select coalesce(sum(sign), 0) from part
            where part.earlier = case when grain >= 2
                then date_trunc('month', earlier.d)::date else earlier.d end
              and case when grain % 2 = 1
                then date_trunc('month', later.d)::date else later.d end between day_from and day_to)
          """;
      String[] days = period.split(" ", -1);
      Long found =
          RollUps.done(database.run(wrong, Tuple.of(days[0], days[1])))
              .iterator()
              .next()
              .getLong("n");
      assertThat(found).as(period).isZero();
    }
  }

  private Figures both(Dimension dimension, String arm, String value) {
    List<Cell> cells = RollUps.cells(kpis, dimension.withArm(), arm + "/" + value, JUNE);
    return Kpis.of(JUNE, Instant.EPOCH, RollUps.RATES, null, TIERS, cells).total();
  }

  private List<Cell> count(String dimension, List<String> figures, List<String> spans) {
    return RollUps.done(kpis.count(new Wanted(dimension, null, figures, spans, Wanted.NOW), JUNE));
  }

  private void visit(
      String lead,
      String at,
      String store,
      String tier,
      String signal,
      @Nullable String zone,
      @Nullable Integer dwell) {
    run(
        "insert into store_signal (id, lead_id, occurred_at, store, tier, signal, zone,"
            + " dwell_seconds) values ($1 || $2, $1, $2::text::timestamptz, $3, $4, $5, $6,"
            + " $7::integer)",
        Tuple.tuple()
            .addString(Fixtures.lead(lead).value())
            .addString(at)
            .addString(store)
            .addString(tier)
            .addString(signal)
            .addString(zone)
            .addInteger(dwell));
  }

  private void seen(
      String lead, String at, String tier, @Nullable String arm, @Nullable String segments) {
    run(
        "insert into snapshot (id, lead_id, at, tier, score, scorecard_id, scorecard_version, arm,"
            + " features_version, features, segments) values ($1 || $2, $1, $2::text::timestamptz,"
            + " $3, 1, 'card', '1', $4, 1, '{}', string_to_array($5, ' '))",
        Tuple.of(Fixtures.lead(lead).value(), at, tier, arm, segments));
  }

  /** A snapshot with counters of 1, and some that tell no signal. */
  private void known(String lead, String at, String counters) {
    run(
        "insert into snapshot (id, lead_id, at, tier, score, scorecard_id, scorecard_version,"
            + " features_version, features) select $1 || $2, $1, $2::text::timestamptz,"
            + " 'newsletter', 1, 'card', '1', 2, jsonb_object_agg(name, 1) ||"
            + " '{\"searches_30d\": 0, \"active_days_30d\": 2, \"tenure_days\": 9}' from"
            + " unnest(string_to_array($3, ' ')) name",
        Tuple.of(Fixtures.lead(lead).value(), at, counters));
  }

  private void merge(String absorbed, String survivor) {
    run(
        "insert into lead_alias (absorbed, survivor, at) values ($1, $2, '2016-08-01T00:00:00Z')",
        Tuple.of(Fixtures.lead(absorbed).value(), Fixtures.lead(survivor).value()));
  }

  private void order(
      String lead,
      String id,
      String at,
      String value,
      String tier,
      @Nullable String store,
      @Nullable String segments,
      @Nullable String arm,
      @Nullable String signals) {
    order(lead, id, at, value, tier, store, segments, arm, signals, "EUR");
  }

  private void order(
      String lead,
      String id,
      String at,
      String value,
      String tier,
      @Nullable String store,
      @Nullable String segments,
      @Nullable String arm,
      @Nullable String signals,
      String currency) {
    run(
        "insert into conversion (id, lead_id, order_id, value, currency, occurred_at, channel,"
            + " source, tier_before, score_before, scorecard_id, scorecard_version, arm, store,"
            + " segments, signals_before) select $2, $1, $2, $4::text::numeric, $5,"
            + " $3::text::timestamptz, 'in_store', 'till', $6, 1, 'card', '1', $7, $8,"
            + " string_to_array($9, ' '), case when $10::text is not null then coalesce((select"
            + " jsonb_object_agg(name, 1) from unnest(string_to_array($10, ' ')) name), '{}') end",
        Tuple.tuple()
            .addString(Fixtures.lead(lead).value())
            .addString(id)
            .addString(at)
            .addString(value)
            .addString(currency)
            .addString(tier)
            .addString(arm)
            .addString(store)
            .addString(segments)
            .addString(signals));
  }

  private void run(String sql, Tuple parameters) {
    RollUps.done(database.run(sql, parameters));
  }

  private static Money money(String amount) {
    return new Money("EUR", new BigDecimal(amount));
  }
}
