package dev.leadlight.scoring.erasure.shell;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.erasure.Erasing;
import dev.leadlight.scoring.lead.KnownIdentity;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.shell.LeadNotes;
import dev.leadlight.scoring.lead.shell.RedisErasureStore;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes a person: the leads that were asked for, and what others have of them that one of these
 * has become part of since. Batches are folded beside it, so each lead is written or taken away
 * only as it was looked at. Whatever a batch has changed meanwhile, be it that it has just begun to
 * unite two of them, is looked at again, and what it has read of a lead that is gone is lost to it.
 */
@ApplicationScoped
public class ForgettingWorkflow {

  /** Batches write a lead many times a second at most, and the next look may come between two. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final RedisLeadStore leads;
  private final RedisErasureStore erasures;
  private final Clock clock;

  ForgettingWorkflow(RedisLeadStore leads, RedisErasureStore erasures, Clock clock) {
    this.leads = leads;
    this.erasures = erasures;
    this.clock = clock;
  }

  /** Forgets; answers how many things of which kind are gone. Doing it again does no harm. */
  Uni<Map<String, Long>> forget(ErasureRequest request) {
    return Multi.createBy()
        .repeating()
        .uni(() -> attempt(request))
        .withDelay(PAUSE)
        .whilst(attempt -> !attempt.isWhole())
        .collect()
        .asList()
        .map(ForgettingWorkflow::counts)
        .call(() -> erasures.clear(request));
  }

  private static Map<String, Long> counts(List<RedisErasureStore.Removed> attempts) {
    return Map.of(
        "states", attempts.stream().mapToLong(RedisErasureStore.Removed::states).sum(),
        "identities", attempts.stream().mapToLong(RedisErasureStore.Removed::identities).sum());
  }

  private Uni<RedisErasureStore.Removed> attempt(ErasureRequest request) {
    return leads.load(request.leads(), "").chain(found -> attempt(request, found));
  }

  private Uni<RedisErasureStore.Removed> attempt(
      ErasureRequest request, Map<LeadId, Versioned> found) {
    Map<LeadId, Versioned> rests = rests(request, found);
    return leads
        .compareAndSet(rests)
        .chain(
            lost ->
                lost.isEmpty()
                    ? note(rests, found).chain(() -> erasures.erase(request, found))
                    : Uni.createFrom().item(RedisErasureStore.Removed.NOTHING_YET));
  }

  /**
   * Those that a lead to be forgotten leads on to, without it. One that does not have it yet is
   * written all the same: somebody is about to write it who has read the other one.
   */
  private Map<LeadId, Versioned> rests(ErasureRequest request, Map<LeadId, Versioned> found) {
    Map<LeadId, Versioned> rests = new HashMap<>(found);
    rests.keySet().removeAll(Set.copyOf(request.leads()));
    rests.replaceAll((id, lead) -> lead.with(Erasing.rest(lead.state(), request, leads.keys())));
    return rests;
  }

  private Uni<Void> note(Map<LeadId, Versioned> rests, Map<LeadId, Versioned> found) {
    Map<LeadId, Instant> wakeUps = new HashMap<>();
    Map<Identity, Long> unlinked = new HashMap<>();
    found.forEach(
        (id, lead) -> {
          Versioned rest = rests.get(id);
          if (rest != null) {
            wakeUps.put(id, clock.instant());
            unlinked.putAll(lost(lead.state(), rest.state()));
          }
        });
    return leads.note(Map.of(), unlinked, new LeadNotes(wakeUps, Map.of(), Set.of()), Map.of());
  }

  /** Identities that a lead has no longer, and when each was last seen. */
  private static Map<Identity, Long> lost(LeadState before, LeadState rest) {
    return before.identities().stream()
        .filter(known -> !rest.has(known.identity()))
        .collect(Collectors.toMap(KnownIdentity::identity, KnownIdentity::seenAt));
  }

  /**
   * Forgets what a batch may have brought back that was read before the request and folded
   * afterwards. The leads were gone, so that their names may have begun leads of their own.
   */
  Uni<Void> forgetAgain(ErasureRequest request) {
    Set<LeadId> names = request.identities().stream().map(LeadId::new).collect(Collectors.toSet());
    return leads
        .load(names, "")
        .chain(found -> forget(with(begun(names, found, request), request)))
        .replaceWithVoid();
  }

  private Set<LeadId> begun(
      Set<LeadId> names, Map<LeadId, Versioned> found, ErasureRequest request) {
    return found.values().stream()
        .map(Versioned::state)
        .filter(lead -> names.contains(lead.id()))
        .filter(lead -> Erasing.isWhole(lead, request, leads.keys()))
        .map(LeadState::id)
        .collect(Collectors.toSet());
  }

  private static ErasureRequest with(Set<LeadId> begun, ErasureRequest request) {
    Set<LeadId> all = new HashSet<>(request.leads());
    all.addAll(begun);
    return new ErasureRequest(
        request.id(),
        request.leadId(),
        List.copyOf(all),
        request.identities(),
        request.requestedAt());
  }
}
