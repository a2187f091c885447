package dev.leadlight.routing;

import static dev.leadlight.routing.TierChanges.T0;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deliveries about to be sent. */
public final class Deliveries {

  private static final LeadId ANN = new LeadId("AnnsLead_0123456789-ab");

  /** Her owner id is known to Salesforce only. */
  private static final Assignee RITA =
      new Assignee(
          "rep-1",
          "Rita Rep",
          "rita@shop.example",
          Map.of("salesforce", "005000000000001AAA"),
          null);

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

  /** Ann's becoming sales-ready, put into an action; her rep is Rita. */
  public static Delivery asking(Verb verb, Map<String, String> with) {
    return asking(verb, with, 0, TierChanges.becomesSalesReady(ANN));
  }

  /** Any change, put into an action. */
  public static Delivery asking(Verb verb, Map<String, String> with, int step, TierChange change) {
    return new Delivery(
        "dlv_0123456789abcdefABCDEF", "vendor", verb, with, step, T0, null, change, RITA);
  }

  /**
   * A delivery that is told once more because the lead has gone to another.
   *
   * @param reps who had it before
   */
  public static Delivery handedOver(Delivery told, Assignee... reps) {
    return new Delivery(
        told.id(),
        told.destination(),
        told.verb(),
        told.with(),
        told.step(),
        told.plannedAt(),
        told.expiresAt(),
        told.change(),
        told.assignee(),
        told.isRepeat(),
        List.of(reps));
  }

  /** The same for another rep. */
  public static Delivery of(Delivery delivery, Assignee rep) {
    return new Delivery(
        delivery.id(),
        delivery.destination(),
        delivery.verb(),
        delivery.with(),
        delivery.step(),
        delivery.plannedAt(),
        delivery.expiresAt(),
        delivery.change(),
        rep);
  }

  /** Ann. */
  public static LeadId ann() {
    return ANN;
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
