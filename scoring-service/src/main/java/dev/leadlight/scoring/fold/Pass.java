package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.fold.BatchFold.Input;
import dev.leadlight.scoring.fold.BatchFold.Told;
import dev.leadlight.scoring.lead.LeadState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a lead in a batch, once it is clear whose an event is. Events pass in order, and
 * a pass keeps what it has to tell until the end.
 */
interface Pass {

  /**
   * Takes an event into its lead.
   *
   * @param target with the event's identities seen and other leads absorbed already
   * @param origin the event's strongest identity
   * @param absorbed leads that the event has made parts of the target
   * @param touched leads that were looked at on the way
   */
  LeadState take(
      Input input, LeadState target, Identity origin, List<LeadId> absorbed, Set<LeadId> touched);

  /**
   * Notes that an operator has parted a lead, or kept it apart from another one.
   *
   * @param from the lead that this one was part of; null for that lead itself
   */
  Fold.Folded part(Input input, LeadState lead, @Nullable LeadId from);

  /** Adds what an operator's word has caused. */
  void tell(Told separation);

  /** What is to come for a lead that has changed; empty if nobody asks. */
  Optional<Silence.Outlook> outlook(LeadState changed);

  /** All that was told, in order. */
  List<Told> told();

  /** How often a model said something that is no probability. */
  int modelFailures();
}
