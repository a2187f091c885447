package dev.leadlight.feedback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.contracts.tier.TierChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as the other services send them. Leads are called by name. */
public final class Fixtures {

  private static final IdentityKeys KEYS = IdentityKeys.of("identity-secret-of-the-tests");
  private static final ScorecardRef CARD = new ScorecardRef("retail-starter", "1");

  public static LeadId lead(String name) {
    return KEYS.leadIdOf(new Identity(IdentityKind.USER, name));
  }

  /** First sight of a lead, or a look at it later. */
  public static FeatureSnapshot seen(String lead, String at, String tier, String... absorbed) {
    return new FeatureSnapshot(
        "snapshot-" + lead + "-" + at,
        lead(lead),
        Instant.parse(at),
        tier,
        12.5,
        CARD,
        null,
        1,
        Map.of("score", 12.5),
        Arrays.stream(absorbed).map(Fixtures::lead).toList(),
        null,
        null,
        null,
        null,
        null);
  }

  /** The same snapshot with other features. */
  public static FeatureSnapshot featuring(FeatureSnapshot snapshot, Map<String, Double> features) {
    return new FeatureSnapshot(
        snapshot.id(),
        snapshot.leadId(),
        snapshot.at(),
        snapshot.tier(),
        snapshot.score(),
        snapshot.scorecard(),
        snapshot.arm(),
        snapshot.featuresVersion(),
        features,
        snapshot.absorbed(),
        snapshot.segments(),
        snapshot.rfmGroup(),
        snapshot.separatedFrom(),
        snapshot.identities(),
        snapshot.begunAt());
  }

  /** The same, told of a lead that began at that moment. */
  public static <T> T begun(Class<T> type, T told, Instant at) {
    ObjectNode document = ContractJson.mapper().valueToTree(told);
    document.put("begunAt", at.toString());
    return ContractJson.mapper().convertValue(document, type);
  }

  /** A lead that was taken out of another one by an operator. */
  public static FeatureSnapshot parted(String lead, String from, String at) {
    FeatureSnapshot seen = seen(lead, at, "newsletter");
    return new FeatureSnapshot(
        seen.id(),
        seen.leadId(),
        seen.at(),
        seen.tier(),
        seen.score(),
        seen.scorecard(),
        seen.arm(),
        seen.featuresVersion(),
        seen.features(),
        seen.absorbed(),
        seen.segments(),
        seen.rfmGroup(),
        lead(from),
        null,
        null);
  }

  public static TierChange moved(String lead, long sequence, String from, String to, String since) {
    return new TierChange(
        "change-" + lead + "-" + sequence,
        lead(lead),
        sequence,
        List.of(new Identity(IdentityKind.USER, lead)),
        new Contact("Ann", "ann@example.com", null, null, null),
        from,
        to,
        TierChange.Direction.UP,
        51,
        List.of(),
        Instant.parse(since),
        Instant.parse(since).plusSeconds(1),
        CARD,
        null,
        new Cause(Cause.Kind.EVENT, "m-1", null),
        Channel.ONLINE,
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** An order; without value when {@code value} is null. */
  public static Conversion ordered(
      String lead,
      String order,
      String at,
      String tierBefore,
      @Nullable String value,
      @Nullable String currency) {
    return new Conversion(
        "conversion-" + order,
        lead(lead),
        order,
        value == null ? null : new BigDecimal(value),
        currency,
        Instant.parse(at),
        Channel.ONLINE,
        "storefront",
        tierBefore,
        101.5,
        CARD,
        null,
        null,
        null,
        null);
  }

  public static DeliveryConcluded delivered(String lead, String id, String at) {
    return new DeliveryConcluded(
        id,
        "change-" + lead + "-1",
        lead(lead),
        "sales-ready",
        "slack",
        "notify",
        "team-channel",
        "slack",
        DeliveryConcluded.Result.DELIVERED,
        1,
        Instant.parse(at),
        Instant.parse(at).plusSeconds(1),
        null);
  }

  private Fixtures() {}
}
