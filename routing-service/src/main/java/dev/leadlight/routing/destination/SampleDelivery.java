package dev.leadlight.routing.destination;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a destination is tested with: a person that doesn't exist has become sales-ready. */
public final class SampleDelivery {

  /** Reserved for examples (RFC 2606), so no mail to it gets anywhere. */
  private static final String EMAIL = "leadlight-test@example.com";

  private static final LeadId LEAD = new LeadId("LeadlightTest_00000000");

  /**
   * The sample.
   *
   * @param id the idempotency key of this test
   * @param with parameters of the verb
   */
  public static Delivery of(
      String id, String destination, Verb verb, Map<String, String> with, Instant now) {
    return new Delivery(id, destination, verb, with, 0, now, null, change(id, now), null);
  }

  private static TierChange change(String id, Instant now) {
    return new TierChange(
        id,
        LEAD,
        1,
        List.of(
            new Identity(IdentityKind.USER, "leadlight-test"),
            new Identity(IdentityKind.EMAIL, EMAIL)),
        new Contact("Leadlight Test", EMAIL, null, null, null),
        "nurture",
        "sales-ready",
        Direction.UP,
        100,
        List.of(Contribution.ofRule("explicit-interest", "adds-to-cart", 100, 4, now)),
        now,
        now,
        new ScorecardRef("test", "1"),
        null,
        new Cause(Cause.Kind.EVENT, id, null),
        null,
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private SampleDelivery() {}
}
