package dev.leadlight.routing.playbook;

import dev.leadlight.contracts.tier.TierChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What playbooks would have made of tier changes. */
public final class DryRun {

  /** A tier change and the moment at which it is taken. */
  public record Case(TierChange change, Instant now) {}

  /** What would have become of it. */
  public record Trial(Case of, List<Consideration> considerations) {
    public Trial {
      considerations = List.copyOf(considerations);
    }
  }

  /**
   * Considers changes one after the other, the earliest first. What the run itself would have sent
   * cools down as what was sent in truth does.
   *
   * @param told in truth, of the leads concerned
   */
  public static List<Trial> of(
      List<Case> cases, List<Playbook> playbooks, Surroundings around, List<Told> told) {
    List<Told> all = new ArrayList<>(told);
    List<Trial> trials = new ArrayList<>();
    for (Case each : cases) {
      Cooldowns cooldowns = Told.before(each.now(), each.change().leadId(), all);
      List<Consideration> considerations =
          Planner.consider(each.change(), playbooks, around, cooldowns, each.now());
      trials.add(new Trial(each, considerations));
      all.addAll(sent(each, considerations));
    }
    return trials;
  }

  private static List<Told> sent(Case each, List<Consideration> considerations) {
    List<Told> sent = new ArrayList<>();
    for (Consideration consideration : considerations) {
      for (Decision decision : consideration.decisions()) {
        if (decision.kind() == Decision.Kind.SEND && decision.delivery() != null) {
          sent.add(
              new Told(
                  each.change().leadId(),
                  new Cooldowns.Key(consideration.playbook().id(), decision.action().name()),
                  each.now(),
                  decision.delivery().dueAt()));
        }
      }
    }
    return sent;
  }

  private DryRun() {}
}
