package dev.leadlight.platform.json;

import dev.leadlight.contracts.access.AccessRole;
import dev.leadlight.contracts.access.AccessToken;
import dev.leadlight.contracts.access.AuditEntry;
import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.RejectedEvent;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.SavedMapping;
import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.contracts.tier.TierChange;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The contracts know no framework, so their records are registered for native images here. */
@RegisterForReflection(
    targets = {
      AccessRole.class,
      AccessToken.class,
      AuditEntry.class,
      Cause.class,
      Cause.Kind.class,
      Channel.class,
      Contact.class,
      Contribution.class,
      Conversion.class,
      DeliveryConcluded.class,
      DeliveryConcluded.Result.class,
      ErasureReceipt.class,
      ErasureRequest.class,
      FeatureSnapshot.class,
      Identity.class,
      IdentityKind.class,
      ImportState.class,
      ImportState.Attempt.class,
      ImportState.Format.class,
      ImportState.State.class,
      LeadId.class,
      Outcome.class,
      Outcome.Kind.class,
      Problem.class,
      Problem.Place.class,
      RejectedEvent.class,
      SavedMapping.class,
      ScorecardRef.class,
      ShopperEvent.class,
      Signal.class,
      TierChange.class,
      TierChange.Direction.class
    })
final class ContractReflection {
  private ContractReflection() {}
}
