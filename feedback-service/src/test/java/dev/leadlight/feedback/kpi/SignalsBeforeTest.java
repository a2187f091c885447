package dev.leadlight.feedback.kpi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.feedback.kpi.Cell.Sum;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsBeforeTest {

  private static final Period JUNE = days("2016-06-01", "2016-06-30");

  /** 20 days, 10 followed by an order; with a signal 8 of 10, where 5 are usual. */
  @Test
  void comparesWhatFollowsASignalWithWhatIsUsual() {
    SignalsBefore signals =
        signals(
            cell("lead_day", "", 20, 10),
            cell("signal_day", "store_visits", 10, 8),
            cell("signal_day", "pages", 20, 10),
            cell("signal_day", "coupons", 9, 9));

    assertThat(signals.signals())
        .extracting(SignalsBefore.Preceding::signal)
        .containsExactly("store_visits", "pages", "coupons");
    Lift visits = requireNonNull(signals.signals().get(0).lift());
    assertThat(visits.value()).isCloseTo(1.6, within(1e-9));
    // Wilson's interval of 8 of 10 is 0.4902 to 0.9433
    assertThat(requireNonNull(visits.interval()).low()).isCloseTo(0.9803, within(1e-3));
    assertThat(visits.interval().high()).isCloseTo(1.8866, within(1e-3));
    assertThat(requireNonNull(signals.signals().get(1).lift()).value()).isEqualTo(1.0);
    // 4.5 were to be expected
    Lift coupons = requireNonNull(signals.signals().get(2).lift());
    assertThat(coupons.tooFew()).isTrue();
    assertThat(coupons.value()).isNull();
    assertThat(coupons.bought().part()).isEqualTo(9);
  }

  @Test
  void tellsNoLiftWhereNobodyOrdersOrNothingIsKnown() {
    assertThat(signals(cell("lead_day", "", 900, 0), cell("signal_day", "pages", 900, 0)).signals())
        .hasSize(1)
        .allSatisfy(each -> assertThat(requireNonNull(each.lift()).tooFew()).isTrue());
    SignalsBefore unknown =
        SignalsBefore.of(
            JUNE,
            Instant.EPOCH,
            null,
            List.of(cell("preceded", "pages", 2, 0), cell("signals_known", "", 3, 0)),
            List.of());
    assertThat(unknown.leadDays()).isNull();
    assertThat(unknown.signals())
        .singleElement()
        .satisfies(each -> assertThat(each.lift()).isNull());
  }

  @Test
  void eachLineOfTheTableTellsOfWhichDaysItsLiftIs() {
    SignalsBefore signals =
        SignalsBefore.of(
            JUNE,
            Instant.EPOCH,
            days("2016-05-11", "2016-06-09"),
            List.of(),
            List.of(cell("lead_day", "", 20, 10), cell("signal_day", "pages", 20, 10)));

    assertThat(signals.lines().get(0).of())
        .containsExactly(
            entry("leadDays.from", LocalDate.parse("2016-05-11")),
            entry("leadDays.to", LocalDate.parse("2016-06-09")));
  }

  @Test
  void countsDaysOnlyOnceItIsKnownWhetherAnOrderFollowed() {
    assertThat(SignalsBefore.settled(JUNE, Instant.parse("2016-07-31T00:00:00Z"))).isEqualTo(JUNE);
    // the last moments of June have a millisecond to go
    assertThat(SignalsBefore.settled(JUNE, Instant.parse("2016-07-30T23:59:59.999Z")))
        .isEqualTo(days("2016-05-31", "2016-06-29"));
    assertThat(SignalsBefore.settled(JUNE, Instant.parse("2016-06-10T12:00:00Z")))
        .isEqualTo(days("2016-04-11", "2016-05-10"));
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Period march = Period.of(LocalDate.parse("2016-03-01"), LocalDate.parse("2016-03-01"), berlin);
    // in between an hour was left out
    assertThat(SignalsBefore.settled(march, Instant.parse("2016-03-31T22:59:00Z")).lastDay())
        .isEqualTo(LocalDate.parse("2016-02-29"));
    assertThat(SignalsBefore.settled(march, Instant.parse("2016-03-31T23:00:00Z")))
        .isEqualTo(march);
  }

  private static SignalsBefore signals(Cell... cells) {
    return SignalsBefore.of(JUNE, Instant.EPOCH, JUNE, List.of(), List.of(cells));
  }

  private static Cell cell(String figure, String item, long n, long amount) {
    Sum sum = new Sum(n, BigDecimal.valueOf(amount));
    return new Cell(figure, "", "", item, sum, Sum.NONE, sum, 0, 0, 0);
  }

  private static Period days(String first, String last) {
    return Period.of(LocalDate.parse(first), LocalDate.parse(last), ZoneOffset.UTC);
  }
}
