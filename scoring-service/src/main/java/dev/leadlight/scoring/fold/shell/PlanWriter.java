package dev.leadlight.scoring.fold.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.fold.BatchFold;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.shell.LeadNotes;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Writes what a batch came to, in the order that {@link BatchFold} asks for. */
@ApplicationScoped
public class PlanWriter {

  private final RedisLeadStore store;

  PlanWriter(RedisLeadStore store) {
    this.store = store;
  }

  /**
   * Writes; answers the leads that somebody else had written meanwhile.
   *
   * @param read the leads as the plan was made from them
   */
  Uni<Set<LeadId>> write(BatchFold.Plan plan, Map<LeadId, Versioned> read) {
    return store
        .compareAndSet(versioned(plan.frozen(), read))
        .chain(
            lost ->
                lost.isEmpty()
                    ? writeUnfrozen(plan, read)
                    : Uni.createFrom().item(everything(plan)));
  }

  private Uni<Set<LeadId>> writeUnfrozen(BatchFold.Plan plan, Map<LeadId, Versioned> read) {
    return store
        .compareAndSet(versioned(plan.changed(), read))
        .call(() -> store.note(plan.relinked(), plan.unlinked(), LeadNotes.none(), Map.of()))
        .call(lost -> clear(plan, read, lost));
  }

  /** Absorbed leads become signposts, unless a survivor was lost and still needs their content. */
  private Uni<Set<LeadId>> clear(
      BatchFold.Plan plan, Map<LeadId, Versioned> read, Set<LeadId> lost) {
    Map<LeadId, Versioned> signposts = new HashMap<>();
    for (LeadId id : plan.signposts()) {
      LeadState pointing = plan.frozen().getOrDefault(id, state(read, id));
      if (pointing.mergedInto() != null && !lost.contains(pointing.mergedInto())) {
        long written = plan.frozen().containsKey(id) ? 1 : 0;
        signposts.put(id, new Versioned(pointing.signpost(), version(read, id) + written));
      }
    }
    return store.compareAndSet(signposts);
  }

  private static Set<LeadId> everything(BatchFold.Plan plan) {
    Set<LeadId> all = new HashSet<>(plan.frozen().keySet());
    all.addAll(plan.changed().keySet());
    return all;
  }

  private static Map<LeadId, Versioned> versioned(
      Map<LeadId, LeadState> states, Map<LeadId, Versioned> read) {
    Map<LeadId, Versioned> all = new HashMap<>();
    states.forEach((id, state) -> all.put(id, new Versioned(state, version(read, id))));
    return all;
  }

  private static long version(Map<LeadId, Versioned> read, LeadId id) {
    Versioned lead = read.get(id);
    return lead == null ? 0 : lead.version();
  }

  private static LeadState state(Map<LeadId, Versioned> read, LeadId id) {
    Versioned lead = read.get(id);
    return lead == null ? LeadState.unseen(id, "") : lead.state();
  }
}
