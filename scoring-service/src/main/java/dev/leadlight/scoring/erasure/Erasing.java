package dev.leadlight.scoring.erasure;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.KnownIdentity;
import dev.leadlight.scoring.lead.LeadState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be forgotten of a lead. */
public final class Erasing {

  private Erasing() {}

  /**
   * The request to forget a lead: all leads that have become part of it, and the keys of all
   * identities that it has or had evidence from. Asked again while the lead is still there, it has
   * the same id.
   *
   * @param asked the identity it was asked for by, if by one; it may be unknown here
   */
  public static ErasureRequest request(
      LeadState lead, @Nullable Identity asked, IdentityKeys keys, Instant now) {
    Set<LeadId> leads = new LinkedHashSet<>();
    leads.add(lead.id());
    leads.addAll(lead.absorbed());
    Set<String> identities = new LinkedHashSet<>();
    Stream.concat(identitiesOf(lead), Stream.ofNullable(asked))
        .map(keys::keyOf)
        .forEach(identities::add);
    String id =
        Sha256.id("erasure " + lead.id() + " " + (lead.isUnseen() ? now : lead.firstSeenAt()));
    return new ErasureRequest(id, lead.id(), List.copyOf(leads), List.copyOf(identities), now);
  }

  /**
   * A lead that the one to be forgotten has become part of, since that was asked for: without what
   * was told of it, and without identities that nobody has named again.
   */
  public static LeadState rest(LeadState grown, ErasureRequest request, IdentityKeys keys) {
    Set<String> forgotten = Set.copyOf(request.identities());
    LeadState rest =
        grown.forgetting(
            label ->
                Identity.parse(label).map(keys::keyOf).filter(forgotten::contains).isPresent());
    for (KnownIdentity known : grown.identities()) {
      if (known.seenAt() <= request.requestedAt().toEpochMilli()
          && forgotten.contains(keys.keyOf(known.identity()))) {
        rest = rest.without(known.identity());
      }
    }
    return rest;
  }

  /** Whether a lead has nothing but what is to be forgotten. */
  public static boolean isWhole(LeadState lead, ErasureRequest request, IdentityKeys keys) {
    return lead.mergedInto() == null
        && identitiesOf(lead).map(keys::keyOf).allMatch(request.identities()::contains);
  }

  /** All that a lead has or had evidence from, some of them twice. */
  static Stream<Identity> identitiesOf(LeadState lead) {
    return Stream.concat(
        lead.identities().stream().map(KnownIdentity::identity),
        lead.evidence().keySet().stream().map(Identity::parse).flatMap(Optional::stream));
  }
}
