package dev.leadlight.routing.delivery;

import static dev.leadlight.routing.TierChanges.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.delivery.QuietHours.Otherwise;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** T0 is a quarter past ten in the morning. */
class ClearanceTest {

  private static final Map<String, Boolean> REFUSED = Map.of("marketing", false);

  @Test
  void consentThatWasWithdrawnMeanwhileStopsMarketingOnly() {
    assertThat(Clearance.objection(delivery(Verb.SEND_EMAIL, null), REFUSED, null, T0))
        .contains(new Verdict(DeliveryState.SUPPRESSED, 0, T0, Reason.NO_CONSENT));
    assertThat(Clearance.objection(delivery(Verb.NOTIFY, null), REFUSED, null, T0)).isEmpty();
    assertThat(Clearance.objection(delivery(Verb.SEND_EMAIL, null), Map.of(), null, T0)).isEmpty();
  }

  @Test
  void whatIsLateWaitsForTheEndOfQuietHoursOrIsLeftOut() {
    Instant noon = T0.plus(Duration.ofMinutes(105));

    assertThat(Clearance.objection(delivery(Verb.NOTIFY, null), Map.of(), quiet(true), T0))
        .contains(new Verdict(DeliveryState.PENDING, 0, noon, Reason.QUIET_HOURS));
    assertThat(Clearance.objection(delivery(Verb.NOTIFY, null), Map.of(), quiet(false), T0))
        .contains(new Verdict(DeliveryState.SUPPRESSED, 0, T0, Reason.QUIET_HOURS));
    assertThat(Clearance.objection(delivery(Verb.NOTIFY, null), Map.of(), quiet(true), noon))
        .isEmpty();
  }

  @Test
  void nothingWaitsForItsOwnDeadline() {
    Delivery delivery = delivery(Verb.NOTIFY, T0.plusSeconds(60));

    assertThat(Clearance.objection(delivery, Map.of(), quiet(true), T0))
        .contains(Verdict.stale(delivery, T0));
    assertThat(Clearance.objection(delivery, Map.of(), null, T0)).isEmpty();
    assertThat(Clearance.objection(delivery, Map.of(), null, T0.plusSeconds(60)))
        .contains(Verdict.stale(delivery, T0.plusSeconds(60)));
  }

  private static QuietHours quiet(boolean isDeferred) {
    return new QuietHours(
        new DaySpan(LocalTime.of(9, 0), LocalTime.NOON),
        isDeferred ? Otherwise.DEFER : Otherwise.DROP,
        ZoneOffset.UTC);
  }

  private static Delivery delivery(Verb verb, @Nullable Instant expiresAt) {
    Delivery plain = Deliveries.of(Deliveries.annIsSalesReady().change(), 0, expiresAt);
    return new Delivery(
        plain.id(), "email", verb, Map.of(), 0, T0, expiresAt, plain.change(), null);
  }
}
