package dev.leadlight.feedback.snapshot;

import static dev.leadlight.feedback.Fixtures.featuring;
import static dev.leadlight.feedback.Fixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.learning.FeatureSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard, with leaks planted. */
class PointInTimeTest {

  private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");
  private static final Duration TOLERANCE = Duration.ofMinutes(10);

  @ParameterizedTest
  @ValueSource(strings = {"tenure_days", "days_silent", "days_since_cart", "days_since_order"})
  void anAgeBelowZeroIsOfSomethingLater(String age) {
    FeatureSnapshot leaking = snapshot(Map.of(age, -0.5));

    assertThat(PointInTime.contradiction(leaking, T0, TOLERANCE))
        .contains("knows of something later: " + age + " is negative");
    assertThat(PointInTime.contradiction(snapshot(Map.of(age, 0.0)), T0, TOLERANCE)).isEmpty();
  }

  @Test
  void nothingIsToldBeforeItWasTaken() {
    FeatureSnapshot snapshot = snapshot(Map.of());

    assertThat(PointInTime.contradiction(snapshot, T0.minusSeconds(601), TOLERANCE)).isPresent();
    assertThat(PointInTime.contradiction(snapshot, T0.minusSeconds(600), TOLERANCE)).isEmpty();
  }

  @Test
  void whatIsToldLongAfterItsMomentIsSuspected() {
    FeatureSnapshot snapshot = snapshot(Map.of());

    assertThat(PointInTime.suspicion(snapshot, T0.plusSeconds(601), TOLERANCE)).isPresent();
    assertThat(PointInTime.suspicion(snapshot, T0.plusSeconds(600), TOLERANCE)).isEmpty();
  }

  @Test
  void featuresOfAWeekLaterCountTheOrderOfTomorrow() {
    // An order a month before, one the day after; features worked out a week after the snapshot.
    OrdersAround orders = new OrdersAround(1, T0.minus(days(30)), 1, T0.plus(days(1)));
    Map<String, Double> honest = Map.of("orders", 1.0, "days_since_order", 30.0);
    Map<String, Double> leaking = Map.of("orders", 2.0, "days_since_order", 6.0);

    assertThat(PointInTime.countsALaterOrder(T0, honest, orders)).isFalse();
    assertThat(PointInTime.countsALaterOrder(T0, leaking, orders)).isTrue();
  }

  @Test
  void ordersThatWereNeverToldAreNoLeak() {
    OrdersAround none = new OrdersAround(0, null, 0, null);
    OrdersAround oneLater = new OrdersAround(0, null, 1, T0.plus(days(1)));

    assertThat(
            PointInTime.countsALaterOrder(
                T0, Map.of("orders", 3.0, "days_since_order", 40.0), none))
        .isFalse();
    assertThat(
            PointInTime.countsALaterOrder(
                T0, Map.of("orders", 3.0, "days_since_order", 40.0), oneLater))
        .isFalse();
    assertThat(PointInTime.countsALaterOrder(T0, Map.of("pages_7d", 2.0), oneLater)).isFalse();
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private static FeatureSnapshot snapshot(Map<String, Double> features) {
    return featuring(seen("guarded", T0.toString(), "nurture"), features);
  }
}
