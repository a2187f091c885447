package dev.leadlight.routing;

import static dev.leadlight.routing.TierChanges.T0;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deliveries about to be sent. */
public final class Deliveries {

  private static final LeadId ANN = new LeadId("AnnsLead_0123456789-ab");

  /** Ann has become sales-ready. */
  public static Delivery annIsSalesReady() {
    return of(TierChanges.becomesSalesReady(ANN), 0, T0.plus(Duration.ofHours(24)));
  }

  /** Ann has cooled down. */
  public static Delivery annIsNoLongerSalesReady() {
    return of(TierChanges.fallsBackToNurture(ANN), 0, T0.plus(Duration.ofHours(24)));
  }

  /** One that has used up so many waits and is worth telling for ever. */
  public static Delivery after(int step) {
    return of(TierChanges.becomesSalesReady(ANN), step, null);
  }

  /** A delivery of any change. */
  public static Delivery of(TierChange change, int step, @Nullable Instant expiresAt) {
    return new Delivery(
        "dlv_0123456789abcdefABCDEF",
        "slack",
        Verb.NOTIFY,
        Map.of(),
        step,
        T0,
        expiresAt,
        change,
        null);
  }

  private Deliveries() {}
}
