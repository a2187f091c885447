package dev.leadlight.scoring.fold.shell;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.fold.BatchFold;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.shell.LeadNotes;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
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
   * Writes; answers the leads of which something is not stored, because somebody else had written
   * them meanwhile, or because they are to become part of such a lead or come from it.
   *
   * @param leads as the plan was made from them
   */
  Uni<Set<LeadId>> write(BatchFold.Plan plan, Map<LeadId, Versioned> leads) {
    Map<LeadId, Versioned> read = new HashMap<>(leads);
    Map<LeadId, Versioned> first = versioned(plan.frozen(), read);
    first.putAll(versioned(plan.founded(), read));
    return store
        .compareAndSet(first)
        .chain(
            lost ->
                lost.isEmpty()
                    ? writeChanged(plan, read)
                    : Uni.createFrom().item(everything(plan)));
  }

  private Uni<Set<LeadId>> writeChanged(BatchFold.Plan plan, Map<LeadId, Versioned> read) {
    return store
        .compareAndSet(versioned(plan.changed(), read))
        .map(lost -> withDependants(plan, lost))
        .call(
            lost ->
                store.note(
                    linksOf(plan, lost), unlinked(plan, read, lost), LeadNotes.none(), Map.of()))
        .call(lost -> store.compareAndSet(signposts(plan, read, lost)));
  }

  /**
   * What was to become part of a lost lead, or was part of it, is as little stored. And whatever an
   * event did beside what was lost belongs to it: the events of all these leads are folded again,
   * those that stand already as repeats.
   */
  private static Set<LeadId> withDependants(BatchFold.Plan plan, Set<LeadId> lost) {
    Set<LeadId> all = new HashSet<>(lost);
    boolean grows = !all.isEmpty();
    while (grows) {
      boolean isParted = addDependants(plan.parted(), all);
      grows = addDependants(plan.signposts(), all) || isParted;
      for (BatchFold.Told told : plan.told()) {
        grows |= !Collections.disjoint(told.touched(), all) && all.addAll(told.touched());
      }
    }
    return all;
  }

  private static boolean addDependants(Map<LeadId, LeadId> on, Set<LeadId> lost) {
    boolean grows = false;
    for (Map.Entry<LeadId, LeadId> each : on.entrySet()) {
      grows |= lost.contains(each.getValue()) && lost.add(each.getKey());
    }
    return grows;
  }

  /** Links by events that are not folded again. */
  private static Map<Identity, Link> linksOf(BatchFold.Plan plan, Set<LeadId> lost) {
    Map<Identity, Link> links = new HashMap<>(plan.relinked());
    for (BatchFold.Told told : plan.told()) {
      if (!Collections.disjoint(told.touched(), lost)) {
        links.keySet().removeAll(told.input().event().identities());
      }
    }
    return links;
  }

  /** Who has to make room in a lead that was lost is decided again. */
  private static Map<Identity, Long> unlinked(
      BatchFold.Plan plan, Map<LeadId, Versioned> read, Set<LeadId> lost) {
    Map<Identity, Long> unlinked = new HashMap<>(plan.unlinked());
    unlinked
        .keySet()
        .removeIf(identity -> lost.stream().anyMatch(id -> lead(read, id).state().has(identity)));
    return unlinked;
  }

  /** Absorbed leads become signposts, unless a survivor was lost and still needs their content. */
  private static Map<LeadId, Versioned> signposts(
      BatchFold.Plan plan, Map<LeadId, Versioned> read, Set<LeadId> lost) {
    Map<LeadId, Versioned> signposts = new HashMap<>();
    plan.signposts()
        .forEach(
            (id, survivor) -> {
              if (!lost.contains(survivor)) {
                Versioned lead = lead(read, id);
                Versioned last = plan.frozen().containsKey(id) ? lead.written() : lead;
                signposts.put(id, last.with(lead.state().signpostTo(survivor)));
              }
            });
    return signposts;
  }

  private static Set<LeadId> everything(BatchFold.Plan plan) {
    Set<LeadId> all = new HashSet<>();
    plan.told().forEach(told -> all.addAll(told.touched()));
    return all;
  }

  private static Map<LeadId, Versioned> versioned(
      Map<LeadId, LeadState> states, Map<LeadId, Versioned> read) {
    Map<LeadId, Versioned> all = new HashMap<>();
    states.forEach((id, state) -> all.put(id, lead(read, id).with(state)));
    return all;
  }

  /** Nobody has looked for one that only the plan knows of: it begins now, if it is not there. */
  private static Versioned lead(Map<LeadId, Versioned> read, LeadId id) {
    return read.computeIfAbsent(id, none -> Versioned.absent(LeadState.unseen(none, "")));
  }
}
