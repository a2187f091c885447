package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.fold.BatchFold.Input;
import dev.leadlight.scoring.fold.BatchFold.Told;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.RecentMessages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Only gathers what events tell, each at the moment it was recorded: the past is gone through
 * again, so no tier is looked at and nobody is told.
 */
final class GatheringPass implements Pass {

  private final Fold fold;

  GatheringPass(Fold fold) {
    this.fold = fold;
  }

  @Override
  public LeadState take(
      Input input, LeadState target, Identity origin, List<LeadId> absorbed, Set<LeadId> touched) {
    return fold.gather(target, input.event(), origin, input.recordedAt());
  }

  @Override
  public Fold.Folded part(Input input, LeadState lead, @Nullable LeadId from) {
    long hash = RecentMessages.hashOf(input.event());
    return new Fold.Folded(lead.noting(hash, input.recordedAt().toEpochMilli()), List.of());
  }

  @Override
  public void tell(Told separation) {}

  @Override
  public Optional<Silence.Outlook> outlook(LeadState changed) {
    return Optional.empty();
  }

  @Override
  public List<Told> told() {
    return List.of();
  }

  @Override
  public int modelFailures() {
    return 0;
  }
}
