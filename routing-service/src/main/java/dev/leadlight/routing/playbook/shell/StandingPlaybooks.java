package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.playbook.Playbook;
import java.util.List;

/** Playbooks that nobody has written, since they follow from something else that was set up. */
public interface StandingPlaybooks {

  /** Those for a tier change. */
  List<Playbook> playbooks(TierChange change);
}
