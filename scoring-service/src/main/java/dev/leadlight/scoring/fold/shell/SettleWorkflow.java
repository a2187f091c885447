package dev.leadlight.scoring.fold.shell;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.platform.kafka.DeadLetters;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.scoring.fold.BatchFold;
import dev.leadlight.scoring.fold.BatchFold.Told;
import dev.leadlight.scoring.fold.Effect;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Reach;
import dev.leadlight.scoring.identity.Alias;
import dev.leadlight.scoring.identity.NewLinks;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.shell.LeadNotes;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.shadow.shell.ShadowWorkflow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Events become part of their leads: links for identities that nobody has, the leads' states, the
 * fold in memory, and the write, which what was lost to somebody else goes through again. When it
 * is done, what the events have caused is known and nobody has been told.
 */
@ApplicationScoped
public class SettleWorkflow {

  private final RedisLeadStore store;
  private final PlanWriter writer;
  private final DeadLetters deadLetters;
  private final ShadowWorkflow shadow;
  private final ScoringMetrics metrics;
  private final Clock clock;

  SettleWorkflow(
      RedisLeadStore store,
      PlanWriter writer,
      DeadLetters deadLetters,
      ShadowWorkflow shadow,
      ScoringMetrics metrics,
      Clock clock) {
    this.store = store;
    this.writer = writer;
    this.deadLetters = deadLetters;
    this.shadow = shadow;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What a batch has told, and what is to be noted of its leads. */
  record Settled(List<Told> told, LeadNotes notes) {

    static final Settled NOTHING = new Settled(List.of(), LeadNotes.none());

    List<Effect> effects() {
      return told.stream().flatMap(each -> each.effects().stream()).toList();
    }

    Settled and(Settled other) {
      return new Settled(joined(told, other.told), notes.and(other.notes));
    }
  }

  /**
   * Folds and writes until everything is written. If the fold of a batch fails by something that
   * does not pass, it is halved until the event is alone that can't be folded; that one is put
   * aside.
   */
  Uni<Settled> settle(Fold fold, List<EventBatch.Read> reads, RedisLeadStore.Found found) {
    if (reads.isEmpty()) {
      return Uni.createFrom().item(Settled.NOTHING);
    }
    return Uni.createFrom()
        .deferred(() -> foldOnce(fold, reads, found))
        .onFailure(failure -> !Failures.isInfrastructure(failure))
        .recoverWithUni(failure -> halve(fold, reads, found, failure));
  }

  private Uni<Settled> halve(
      Fold fold, List<EventBatch.Read> reads, RedisLeadStore.Found found, Throwable failure) {
    if (reads.size() == 1) {
      return deadLetters
          .putAside(reads.get(0).record(), "can't be folded: " + failure.getClass().getSimpleName())
          .replaceWith(Settled.NOTHING);
    }
    int middle = reads.size() / 2;
    return settle(fold, reads.subList(0, middle), found)
        .chain(
            first ->
                settleAgain(fold, reads.subList(middle, reads.size()), found.watermarks())
                    .map(first::and));
  }

  private Uni<Settled> foldOnce(
      Fold fold, List<EventBatch.Read> reads, RedisLeadStore.Found found) {
    List<ShopperEvent> events = reads.stream().map(EventBatch.Read::event).toList();
    Map<Identity, Link> missing = NewLinks.of(events, found.links(), store.keys());
    return store
        .claim(missing)
        .map(claimed -> joined(found.links(), claimed))
        .chain(links -> loadAndFold(fold, reads, links, found.watermarks()));
  }

  private Uni<Settled> loadAndFold(
      Fold fold,
      List<EventBatch.Read> reads,
      Map<Identity, Link> links,
      Map<Integer, Long> watermarks) {
    Set<LeadId> ids = links.values().stream().map(Link::lead).collect(Collectors.toSet());
    return store
        .load(ids, fold.card().lowestTier().name())
        .chain(leads -> loadBeyond(fold, reads, links, leads))
        .chain(leads -> foldAndWrite(fold, reads, links, leads, watermarks));
  }

  /** A round trip more for shared devices and partings, which few batches have. */
  private Uni<Map<LeadId, Versioned>> loadBeyond(
      Fold fold,
      List<EventBatch.Read> reads,
      Map<Identity, Link> links,
      Map<LeadId, Versioned> leads) {
    List<ShopperEvent> events = reads.stream().map(EventBatch.Read::event).toList();
    Set<LeadId> more = Reach.beyond(states(leads), links, events, store.keys());
    return more.isEmpty()
        ? Uni.createFrom().item(leads)
        : store
            .load(more, fold.card().lowestTier().name())
            .chain(found -> loadBeyond(fold, reads, links, joined(leads, found)));
  }

  private static Map<LeadId, LeadState> states(Map<LeadId, Versioned> leads) {
    Map<LeadId, LeadState> states = new HashMap<>();
    leads.forEach((id, lead) -> states.put(id, lead.state()));
    return states;
  }

  private Uni<Settled> foldAndWrite(
      Fold fold,
      List<EventBatch.Read> reads,
      Map<Identity, Link> links,
      Map<LeadId, Versioned> leads,
      Map<Integer, Long> watermarks) {
    List<BatchFold.Input> inputs = reads.stream().map(read -> input(read, watermarks)).toList();
    BatchFold.Plan plan =
        BatchFold.fold(fold, store.keys(), links, states(leads), inputs, clock.instant());
    metrics.refused(plan.refused());
    metrics.modelFailures(plan.modelFailures());
    return writer
        .write(plan, leads)
        .call(lost -> shadow.look(fold.inForce(), written(plan, lost)))
        .chain(
            lost -> {
              if (lost.isEmpty()) {
                return Uni.createFrom().item(new Settled(plan.told(), notes(plan)));
              }
              metrics.conflicts(lost.size());
              return again(fold, reads, plan, lost, watermarks);
            });
  }

  private static List<LeadState> written(BatchFold.Plan plan, Set<LeadId> lost) {
    return plan.changed().values().stream().filter(lead -> !lost.contains(lead.id())).toList();
  }

  /** What did not touch a lost lead stands; the rest is folded again on what is stored now. */
  private Uni<Settled> again(
      Fold fold,
      List<EventBatch.Read> reads,
      BatchFold.Plan plan,
      Set<LeadId> lost,
      Map<Integer, Long> watermarks) {
    List<Told> kept = new ArrayList<>();
    List<EventBatch.Read> open = new ArrayList<>();
    for (int i = 0; i < plan.told().size(); i++) {
      if (Collections.disjoint(plan.told().get(i).touched(), lost)) {
        kept.add(plan.told().get(i));
      } else {
        open.add(reads.get(i));
      }
    }
    // A wake-up that nothing calls for any more does no harm, and what was noted of a lost lead is
    // noted anew, so those may stay.
    return settleAgain(fold, open, watermarks).map(new Settled(kept, notes(plan))::and);
  }

  private static LeadNotes notes(BatchFold.Plan plan) {
    return new LeadNotes(plan.wakeUps(), plan.scores(), plan.signposts().keySet());
  }

  private Uni<Settled> settleAgain(
      Fold fold, List<EventBatch.Read> reads, Map<Integer, Long> watermarks) {
    Set<Identity> identities = new HashSet<>();
    reads.forEach(read -> identities.addAll(Alias.lookups(read.event())));
    return store
        .find(identities, Set.of())
        .chain(found -> settle(fold, reads, new RedisLeadStore.Found(found.links(), watermarks)));
  }

  private static BatchFold.Input input(EventBatch.Read read, Map<Integer, Long> watermarks) {
    ConsumerRecord<String, byte[]> record = read.record();
    return new BatchFold.Input(
        read.event(),
        record.partition(),
        record.offset(),
        record.offset() < watermarks.getOrDefault(record.partition(), 0L),
        Instant.ofEpochMilli(record.timestamp()));
  }

  private static <K, V> Map<K, V> joined(Map<K, V> left, Map<K, V> right) {
    Map<K, V> all = new HashMap<>(left);
    all.putAll(right);
    return all;
  }

  private static <T> List<T> joined(List<T> left, List<T> right) {
    List<T> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }
}
