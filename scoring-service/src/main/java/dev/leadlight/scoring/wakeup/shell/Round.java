package dev.leadlight.scoring.wakeup.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.fold.Effect;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Silence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.shell.LeadNotes;
import dev.leadlight.scoring.lead.shell.RedisWakeUpStore.Claim;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Silence folded into the leads of some claims, in memory. */
final class Round {

  private final Silence silence;
  private final Map<LeadId, Versioned> read;
  private final Instant now;
  private final Function<Effect, ProducerRecord<String, byte[]>> inWords;
  private final Map<LeadId, Look> looks = new LinkedHashMap<>();
  private final Map<LeadId, Versioned> changed = new HashMap<>();

  /** One lead, the claims that led to it, and what came of looking at it. */
  private record Look(
      List<Claim> claims,
      List<ProducerRecord<String, byte[]>> told,
      Optional<Instant> next,
      double score) {}

  /**
   * Begins one.
   *
   * @param inWords how an effect is told: all that is kept of it until Kafka has it
   */
  Round(
      Silence silence,
      Map<LeadId, Versioned> read,
      Instant now,
      Function<Effect, ProducerRecord<String, byte[]>> inWords) {
    this.silence = silence;
    this.read = read;
    this.now = now;
    this.inWords = inWords;
  }

  /** Looks at a lead; one that has become part of another is looked at there. */
  void take(Claim claim) {
    Versioned lead = survivor(claim.lead());
    LeadId id = lead.state().id();
    Look seen = looks.get(id);
    if (seen != null) {
      seen.claims().add(claim);
      return;
    }
    List<Effect> effects = new ArrayList<>();
    if (claim.isAgain()) {
      effects.addAll(silence.again(lead.state()));
    }
    Fold.Folded folded = silence.fold(lead.state(), now);
    effects.addAll(folded.effects());
    Silence.Outlook outlook = silence.outlook(folded.state(), folded.reading(), now);
    if (!outlook.state().equals(lead.state())) {
      changed.put(id, lead.with(outlook.state()));
    }
    looks.put(
        id,
        new Look(
            new ArrayList<>(List.of(claim)),
            effects.stream().map(inWords).toList(),
            outlook.wakeUpAt(),
            outlook.score()));
  }

  private LeadState read(LeadId id) {
    return Objects.requireNonNull(read.get(id), "a lead that was not loaded").state();
  }

  private Versioned survivor(LeadId id) {
    Versioned lead = Objects.requireNonNull(read.get(id), "a lead that was not loaded");
    LeadId next = lead.state().mergedInto();
    return next == null ? lead : survivor(next);
  }

  /** Leads that are no longer as they were read. */
  Map<LeadId, Versioned> changed() {
    return changed;
  }

  /** What came of it, but for those leads. */
  Written without(Set<LeadId> lost) {
    List<Claim> fired = new ArrayList<>();
    List<Claim> outdated = new ArrayList<>();
    List<ProducerRecord<String, byte[]>> told = new ArrayList<>();
    Map<LeadId, Instant> next = new HashMap<>();
    Map<LeadId, Double> scores = new HashMap<>();
    int[] moved = {0};
    looks.forEach(
        (id, look) -> {
          if (!lost.contains(id)) {
            boolean isFired = !look.told().isEmpty();
            (isFired ? fired : outdated).addAll(look.claims());
            told.addAll(look.told());
            moved[0] += isMoved(id) ? 1 : 0;
            look.next().ifPresent(at -> next.put(id, at));
            if (!read(id).isUnseen()) {
              scores.put(id, look.score());
            }
          }
        });
    return new Written(fired, outdated, told, new LeadNotes(next, scores, Set.of()), moved[0]);
  }

  private boolean isMoved(LeadId id) {
    Versioned after = changed.get(id);
    return after != null && !after.state().tier().equals(read(id).tier());
  }

  /** The claims that led to those leads. */
  List<Claim> claimsOf(Set<LeadId> lost) {
    List<Claim> claims = new ArrayList<>();
    lost.forEach(
        id -> claims.addAll(Objects.requireNonNull(looks.get(id), "not a lead of this").claims()));
    return claims;
  }
}
