package dev.leadlight.scoring.wakeup.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Silence;
import dev.leadlight.scoring.fold.shell.ActiveFold;
import dev.leadlight.scoring.fold.shell.EffectPublisher;
import dev.leadlight.scoring.lead.shell.LeadNotes;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisWakeUpStore;
import dev.leadlight.scoring.lead.shell.RedisWakeUpStore.Claim;
import dev.leadlight.scoring.lead.shell.RedisWakeUpStore.Claims;
import dev.leadlight.scoring.lead.shell.Versioned;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * A due wake-up's way: claim it, load the lead, fold silence in memory, write with compare-and-set,
 * publish the effects, plan the next moment and end the claim. Five round trips for a whole batch.
 *
 * <p>Whatever is interrupted is done again when the claim has ended: before the writing, nothing
 * has happened yet; after it, the lead itself says what it told last, and it is told once more
 * under the same ids.
 */
@ApplicationScoped
public class WakeUpWorkflow {

  private static final Logger LOG = Logger.getLogger(WakeUpWorkflow.class);

  private final RedisWakeUpStore wakeUps;
  private final RedisLeadStore leads;
  private final ActiveFold active;
  private final EffectPublisher effects;
  private final WakeUpMetrics metrics;
  private final WakeUpConfig config;
  private final Clock clock;
  private final LookingThread thread;

  WakeUpWorkflow(
      RedisWakeUpStore wakeUps,
      RedisLeadStore leads,
      ActiveFold active,
      EffectPublisher effects,
      WakeUpMetrics metrics,
      WakeUpConfig config,
      Clock clock,
      LookingThread thread) {
    this.wakeUps = wakeUps;
    this.leads = leads;
    this.active = active;
    this.effects = effects;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
    this.thread = thread;
  }

  /** Takes what is due, up to the size of a batch; answers how many that were. */
  Uni<Integer> round() {
    return active
        .get()
        .chain(
            fold ->
                claim()
                    .call(claims -> fire(new Silence(fold), fold, claims.claims()))
                    .map(claims -> claims.claims().size()));
  }

  /**
   * Looks at leads as if their wake-ups were due. No claim stands behind it, so whoever is
   * interrupted has to look again and say so, and what looking has shown is still to be noted.
   *
   * @param isAgain whether somebody may have looked before and not told all
   */
  public Uni<Looked> look(Fold fold, List<LeadId> ids, boolean isAgain) {
    Instant now = clock.instant();
    return look(fold, ids.stream().map(id -> new Claim(id, now, 0, isAgain)).toList());
  }

  private Uni<Looked> look(Fold fold, List<Claim> claims) {
    if (claims.isEmpty()) {
      return Uni.createFrom().item(new Looked(0, 0, 0, LeadNotes.none()));
    }
    return write(new Silence(fold), fold, claims)
        .call(written -> effects.send(written.told()))
        .map(written -> new Looked(claims.size(), written.moved(), 0, written.notes()))
        .onFailure(failure -> !Failures.isInfrastructure(failure))
        .recoverWithUni(failure -> lookByHalves(fold, claims, failure));
  }

  private Uni<Looked> lookByHalves(Fold fold, List<Claim> claims, Throwable failure) {
    if (claims.size() == 1) {
      LOG.errorf(
          "lead passed over: leadId=%s failure=%s",
          claims.get(0).lead(), failure.getClass().getName());
      return Uni.createFrom().item(new Looked(0, 0, 1, LeadNotes.none()));
    }
    int middle = claims.size() / 2;
    return look(fold, claims.subList(0, middle))
        .chain(first -> look(fold, claims.subList(middle, claims.size())).map(first::and));
  }

  /**
   * What looking at leads came to.
   *
   * @param looked how many could be looked at
   * @param moved of these, how many stand in another tier than before
   * @param failed how many could not
   * @param notes what is to be noted of them
   */
  public record Looked(int looked, int moved, int failed, LeadNotes notes) {
    Looked and(Looked other) {
      return new Looked(
          looked + other.looked,
          moved + other.moved,
          failed + other.failed,
          notes.and(other.notes));
    }
  }

  /** Counts what is due and leaves it alone; answers 0. */
  Uni<Integer> count() {
    return claim(0).replaceWith(0);
  }

  /** The first step. */
  Uni<Claims> claim() {
    return claim(config.batchOfAPart());
  }

  private Uni<Claims> claim(int mostInAPart) {
    Instant now = clock.instant();
    return wakeUps
        .claim(now, config.lease(), mostInAPart)
        .invoke(claims -> metrics.claimed(claims, now));
  }

  /**
   * All further steps. If they fail by something that does not pass, the claims are halved until
   * the lead is alone that can't be looked at; that one is let go.
   */
  private Uni<Void> fire(Silence silence, Fold fold, List<Claim> claims) {
    if (claims.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return write(silence, fold, claims)
        .call(written -> effects.send(written.told()))
        .emitOn(thread)
        .chain(this::finish)
        .onFailure(failure -> !Failures.isInfrastructure(failure))
        .recoverWithUni(failure -> halve(silence, fold, claims, failure));
  }

  private Uni<Void> halve(Silence silence, Fold fold, List<Claim> claims, Throwable failure) {
    if (claims.size() == 1) {
      LOG.errorf(
          "wake-up let go: leadId=%s failure=%s",
          claims.get(0).lead(), failure.getClass().getName());
      metrics.failed();
      return wakeUps.finish(claims, LeadNotes.none());
    }
    int middle = claims.size() / 2;
    return fire(silence, fold, claims.subList(0, middle))
        .chain(() -> fire(silence, fold, claims.subList(middle, claims.size())));
  }

  /**
   * What was written.
   *
   * @param fired wake-ups that had something to tell, or to tell again
   * @param outdated those that had not
   * @param told what they have to tell, as it goes to Kafka
   * @param notes what looking at the leads has shown
   * @param moved how many leads stand in another tier than before
   */
  record Written(
      List<Claim> fired,
      List<Claim> outdated,
      List<ProducerRecord<String, byte[]>> told,
      LeadNotes notes,
      int moved) {

    Written and(Written other) {
      fired.addAll(other.fired);
      outdated.addAll(other.outdated);
      told.addAll(other.told);
      return new Written(fired, outdated, told, notes.and(other.notes), moved + other.moved);
    }
  }

  /** The steps up to and with the writing. Who loses a lead to an event looks at it again. */
  Uni<Written> write(Silence silence, Fold fold, List<Claim> claims) {
    return leads
        .load(claims.stream().map(Claim::lead).toList(), fold.card().lowestTier().name())
        .emitOn(thread)
        .chain(read -> write(silence, fold, claims, read));
  }

  Uni<Written> write(Silence silence, Fold fold, List<Claim> claims, Map<LeadId, Versioned> read) {
    Round round = new Round(silence, read, clock.instant(), effects::record);
    claims.forEach(round::take);
    return leads
        .compareAndSetSilent(round.changed())
        .chain(lost -> again(silence, fold, round, lost));
  }

  private Uni<Written> again(Silence silence, Fold fold, Round round, Set<LeadId> lost) {
    Written written = round.without(lost);
    List<Claim> open = round.claimsOf(lost);
    return open.isEmpty()
        ? Uni.createFrom().item(written)
        : write(silence, fold, open).map(written::and);
  }

  /** The last step. */
  Uni<Void> finish(Written written) {
    List<Claim> done = new ArrayList<>(written.fired());
    done.addAll(written.outdated());
    Instant now = clock.instant();
    written.fired().forEach(claim -> metrics.fired(claim, now));
    written.outdated().forEach(claim -> metrics.outdated());
    return wakeUps.finish(done, written.notes());
  }
}
