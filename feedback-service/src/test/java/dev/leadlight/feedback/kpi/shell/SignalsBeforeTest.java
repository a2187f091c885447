package dev.leadlight.feedback.kpi.shell;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.kpi.Cell;
import dev.leadlight.feedback.kpi.Lift;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.kpi.SignalsBefore;
import dev.leadlight.feedback.kpi.shell.Facts.Sale;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leads did before they ordered, and after which signals they order more often. */
@QuarkusTest
class SignalsBeforeTest {

  private static final Period JUNE =
      Period.of(LocalDate.parse("2016-06-01"), LocalDate.parse("2016-06-30"), ZoneOffset.UTC);

  @Inject KpiStore kpis;
  @Inject RollUpStore rollUps;
  @Inject Database database;

  private Facts facts;

  @BeforeEach
  void startWithNothing() {
    RollUps.startWithNothing(database);
    facts = new Facts(database);
  }

  @Test
  void tellsWhatCameBeforeOrders() {
    // Four orders; one is from before it was told what came before.
    facts.store(
        Sale.of("ada", "b1", "2016-06-01T10:00:00Z", "40", "newsletter")
            .after("pages store_visits"));
    facts.store(Sale.of("bob", "b2", "2016-06-02T10:00:00Z", "40", "newsletter").after("pages"));
    facts.store(Sale.of("cy", "b3", "2016-06-03T10:00:00Z", "40", "sales-ready").after(""));
    facts.store(Sale.of("di", "b4", "2016-06-04T10:00:00Z", "40", "sales-ready"));
    RollUps.catchUp(rollUps);

    SignalsBefore signals =
        SignalsBefore.of(JUNE, Instant.EPOCH, null, count(SignalsBefore.OF_ORDERS), List.of());

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
      facts.known("l" + i, at, i < 5 ? "pages_30d cart_adds_30d" : "pages_30d cart_adds_90d");
      facts.known("l" + i, at.replace("T10", "T11"), "pages_30d checkouts_30d");
      if (i < 4 || i == 9) {
        String later = Instant.parse(at).plus(Duration.ofDays(30)).toString();
        facts.store(Sale.of("l" + i, "w" + i, later, "40", "newsletter"));
      } else {
        facts.store(Sale.of("l" + i, "n" + i, at, "40", "newsletter"));
        String tooLate = Instant.parse(at).plus(Duration.ofDays(30)).plusMillis(1).toString();
        facts.store(Sale.of("l" + i, "o" + i, tooLate, "40", "newsletter"));
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
    facts.store(Sale.of("l5", "late", "2016-07-01T00:00:00Z", "40", "newsletter"));
    facts.merge("l1", "l0");
    RollUps.catchUp(rollUps);

    assertThat(requireNonNull(signals().leadDays()).bought().part()).isEqualTo(6);
    assertThat(requireNonNull(signals().leadDays()).bought().of()).isEqualTo(10);

    // two who were seen on the same day are one, by the first snapshot: without a cart
    facts.known("l2", "2016-06-13T09:00:00Z", "pages_30d");
    facts.merge("l3", "l2");
    RollUps.catchUp(rollUps);

    assertThat(requireNonNull(signals().leadDays()).bought().of()).isEqualTo(10);
    assertThat(requireNonNull(signals().signals().get(1).lift()).bought().of()).isEqualTo(4);
  }

  private SignalsBefore signals() {
    return SignalsBefore.of(
        JUNE,
        Instant.EPOCH,
        JUNE,
        count(SignalsBefore.OF_ORDERS),
        count(SignalsBefore.OF_LEAD_DAYS));
  }

  private List<Cell> count(List<String> figures) {
    return RollUps.done(kpis.count(new Wanted("", null, figures, List.of(), Wanted.NOW), JUNE));
  }
}
