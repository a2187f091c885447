package dev.leadlight.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.LeadValue;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tier changes with a story. Leads are told apart by their number. */
public final class TierChanges {

  public static final Instant T0 = Instant.parse("2026-03-02T10:15:00Z");
  private static final AtomicLong LEADS = new AtomicLong(System.nanoTime());

  /** A lead that no other test knows. */
  public static LeadId newLead() {
    return new LeadId(String.format("L%021d", LEADS.incrementAndGet()));
  }

  /** Four carts: newsletter or nurture to sales-ready. */
  public static TierChange becomesSalesReady(LeadId lead) {
    return change(lead, 2, "nurture", "sales-ready", 99.974, null, Map.of());
  }

  /** Fading interest. */
  public static TierChange fallsBackToNurture(LeadId lead) {
    return change(lead, 3, "sales-ready", "nurture", 94.4, null, Map.of());
  }

  /** First interest. */
  public static TierChange entersNurture(LeadId lead) {
    return change(lead, 1, "newsletter", "nurture", 50, null, Map.of());
  }

  /** Would be told, were it not for the experiment. */
  public static TierChange becomesSalesReadyInTheHoldOut(LeadId lead) {
    return change(lead, 2, "nurture", "sales-ready", 99.974, "hold-out", Map.of());
  }

  /**
   * Has said no.
   *
   * @param purpose to what
   */
  public static TierChange becomesSalesReadyWithoutConsent(LeadId lead, String purpose) {
    return change(lead, 2, "nurture", "sales-ready", 99.974, null, Map.of(purpose, false));
  }

  /**
   * Has said yes or no.
   *
   * @param purpose to what
   */
  public static TierChange becomesSalesReadySaying(LeadId lead, String purpose, boolean yes) {
    return change(lead, 2, "nurture", "sales-ready", 99.974, null, Map.of(purpose, yes));
  }

  /** The same change of somebody with other data. */
  public static TierChange with(
      TierChange change, List<Identity> identities, Contact contact, List<Contribution> reasons) {
    return known(
        change,
        identities,
        contact,
        reasons,
        change.consent(),
        change.store(),
        change.value(),
        change.subscribedAt());
  }

  /** The same change of somebody who was last seen in a store. */
  public static TierChange inStore(TierChange change, String store) {
    return known(
        change,
        change.identities(),
        change.contact(),
        change.reasons(),
        change.consent(),
        store,
        change.value(),
        change.subscribedAt());
  }

  /** The same change of somebody who has said something about consent since. */
  public static TierChange saying(TierChange change, Map<String, Boolean> consent) {
    return known(
        change,
        change.identities(),
        change.contact(),
        change.reasons(),
        consent,
        change.store(),
        change.value(),
        change.subscribedAt());
  }

  /** The same change of somebody who has asked for mails. */
  public static TierChange subscribed(TierChange change, Instant at) {
    return known(
        change,
        change.identities(),
        change.contact(),
        change.reasons(),
        Map.of("marketing", true, "email", true),
        change.store(),
        change.value(),
        at);
  }

  /** The same change of a lead that began at that moment. */
  public static TierChange begun(TierChange change, Instant at) {
    ObjectNode document = ContractJson.mapper().valueToTree(change);
    document.put("begunAt", at.toString());
    return ContractJson.mapper().convertValue(document, TierChange.class);
  }

  /** The same change of somebody who is known by these alone, the strongest first. */
  public static TierChange knownBy(TierChange change, Identity... identities) {
    return with(change, List.of(identities), change.contact(), change.reasons());
  }

  /** The same change of somebody who has bought before, in euros. */
  public static TierChange hasSpent(TierChange change, int amount) {
    return known(
        change,
        change.identities(),
        change.contact(),
        change.reasons(),
        change.consent(),
        change.store(),
        new LeadValue(BigDecimal.valueOf(amount), null, "EUR"),
        change.subscribedAt());
  }

  private static TierChange known(
      TierChange change,
      List<Identity> identities,
      Contact contact,
      List<Contribution> reasons,
      Map<String, Boolean> consent,
      @Nullable String store,
      @Nullable LeadValue value,
      @Nullable Instant subscribedAt) {
    return new TierChange(
        change.id(),
        change.leadId(),
        change.sequence(),
        identities,
        contact,
        change.from(),
        change.to(),
        change.direction(),
        change.score(),
        reasons,
        change.since(),
        change.decidedAt(),
        change.scorecard(),
        change.arm(),
        change.cause(),
        change.channel(),
        consent,
        change.segments(),
        change.rfmGroup(),
        store,
        value,
        subscribedAt,
        change.begunAt());
  }

  private static TierChange change(
      LeadId lead,
      long sequence,
      String from,
      String to,
      double score,
      @Nullable String arm,
      Map<String, Boolean> consent) {
    return new TierChange(
        lead + "-" + sequence,
        lead,
        sequence,
        List.of(
            new Identity(IdentityKind.USER, "u1"),
            new Identity(IdentityKind.EMAIL, "ann@example.com")),
        new Contact("Ann <Lee> & Co", "ann@example.com", "+4930123456", "de-DE", null),
        from,
        to,
        to.equals("nurture") && from.equals("sales-ready") ? Direction.DOWN : Direction.UP,
        score,
        List.of(
            Contribution.ofRule("explicit-interest", "adds-to-cart", score - 5, 4, T0),
            Contribution.ofRule("active-consideration", "browses", 10, 1, T0),
            Contribution.ofAdjustment("active-consideration", "idle", -5)),
        T0,
        T0.plusMillis(40),
        new ScorecardRef("retail-starter", "1"),
        arm,
        new Cause(Cause.Kind.EVENT, "m-4", null),
        null,
        consent,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private TierChanges() {}
}
