package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.fold.BatchFold.Input;
import dev.leadlight.scoring.fold.BatchFold.Told;
import dev.leadlight.scoring.lead.LeadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folds each event at the moment it is there, and tells what it causes. */
final class LivePass implements Pass {

  private final Fold fold;
  private final Silence silence;
  private final Instant now;
  private final List<Told> told = new ArrayList<>();
  private final Map<LeadId, Reading> readings = new HashMap<>();
  private int modelFailures;

  LivePass(Fold fold, Instant now) {
    this.fold = fold;
    this.silence = new Silence(fold);
    this.now = now;
  }

  @Override
  public LeadState take(
      Input input, LeadState target, Identity origin, List<LeadId> absorbed, Set<LeadId> touched) {
    Fold.Folded folded =
        isSettled(input, target)
            ? fold.repeat(target, input.event())
            : fold.fold(target, input.event(), origin, !absorbed.isEmpty(), now);
    modelFailures += folded.isModelBroken() ? 1 : 0;
    if (folded.reading() != null) {
      readings.put(target.id(), folded.reading());
    }
    touched.add(target.id());
    touched.addAll(absorbed);
    told.add(new Told(input, touched, folded.effects()));
    return folded.state();
  }

  @Override
  public Fold.Folded part(Input input, LeadState lead, @Nullable LeadId from) {
    return fold.separated(lead, input.event(), from, now);
  }

  @Override
  public void tell(Told separation) {
    told.add(separation);
  }

  @Override
  public Optional<Silence.Outlook> outlook(LeadState changed) {
    return Optional.of(silence.outlook(changed, readings.get(changed.id()), now));
  }

  @Override
  public List<Told> told() {
    return told;
  }

  @Override
  public int modelFailures() {
    return modelFailures;
  }

  /**
   * A record below its partition's watermark, not beyond what this lead has read of the partition,
   * and not younger than the lead's latest fold, is one that was folded before, even if its message
   * id is long forgotten.
   */
  private static boolean isSettled(Input input, LeadState target) {
    Long read = target.offsets().get(input.partition());
    return input.settled()
        && read != null
        && input.offset() <= read
        && input.recordedAt().toEpochMilli() <= target.foldedAt();
  }
}
