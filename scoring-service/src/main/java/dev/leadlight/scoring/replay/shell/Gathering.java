package dev.leadlight.scoring.replay.shell;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.fold.BatchFold;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Reach;
import dev.leadlight.scoring.identity.Alias;
import dev.leadlight.scoring.identity.NewLinks;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.shell.PackedLeads;
import dev.leadlight.scoring.lead.shell.PackedLinks;
import dev.leadlight.scoring.replay.LogRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Leads as the log tells them, in memory: the fold's own rules of identity and evidence, without
 * Redis, tiers and telling. For one thread.
 */
public final class Gathering {

  private final Fold fold;
  private final IdentityKeys keys;
  private final long mostBytes;
  private final Function<LogRecord, Instant> clock;
  private final PackedLinks links = new PackedLinks();
  private final PackedLeads leads = new PackedLeads();
  private long events;

  /**
   * Begins with nothing.
   *
   * @param mostBytes what leads and links may take of memory
   * @param clock what counts as the moment at which an event became known
   */
  public Gathering(
      Fold fold, IdentityKeys keys, long mostBytes, Function<LogRecord, Instant> clock) {
    this.fold = fold;
    this.keys = keys;
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  /**
   * Takes the next events.
   *
   * @throws TooManyLeadsException if they are more than memory is meant for
   */
  public void take(List<LogRecord> records) {
    List<ShopperEvent> batch = records.stream().map(LogRecord::event).toList();
    Map<Identity, Link> known = new HashMap<>();
    for (ShopperEvent event : batch) {
      for (Identity identity : Alias.lookups(event)) {
        Link link = known.containsKey(identity) ? null : links.find(identity);
        if (link != null) {
          known.put(identity, link);
        }
      }
    }
    Map<Identity, Link> added = NewLinks.of(batch, known, keys);
    known.putAll(added);
    List<BatchFold.Input> inputs = records.stream().map(this::input).toList();
    BatchFold.Plan plan = BatchFold.gather(fold, keys, known, concerned(known, batch), inputs);
    apply(plan, added);
    events += records.size();
    if (leads.bytes() + links.bytes() > mostBytes) {
      throw new TooManyLeadsException(leads.size(), mostBytes);
    }
  }

  private BatchFold.Input input(LogRecord item) {
    return new BatchFold.Input(
        item.event(), item.partition(), item.offset(), false, clock.apply(item));
  }

  private Map<LeadId, LeadState> concerned(Map<Identity, Link> known, List<ShopperEvent> batch) {
    Map<LeadId, LeadState> states = new HashMap<>();
    known.values().forEach(link -> follow(link.lead(), states));
    Set<LeadId> beyond = Reach.beyond(states, known, batch, keys);
    while (!beyond.isEmpty()) {
      beyond.forEach(id -> follow(id, states));
      beyond = Reach.beyond(states, known, batch, keys);
    }
    return states;
  }

  private void follow(LeadId id, Map<LeadId, LeadState> states) {
    LeadId next = id;
    while (next != null && !states.containsKey(next)) {
      LeadState state = lead(next);
      states.put(next, state);
      next = state.mergedInto();
    }
  }

  private void apply(BatchFold.Plan plan, Map<Identity, Link> added) {
    plan.frozen().values().forEach(leads::put);
    plan.founded().values().forEach(leads::put);
    plan.changed().values().forEach(leads::put);
    plan.signposts().forEach((id, end) -> leads.put(lead(id).signpostTo(end)));
    added.forEach(links::put);
    plan.relinked().forEach(links::put);
    plan.unlinked().keySet().forEach(links::remove);
  }

  private LeadState lead(LeadId id) {
    LeadState state = leads.find(id);
    return state == null ? LeadState.unseen(id, fold.card().lowestTier().name()) : state;
  }

  /** How many events were taken. */
  public long events() {
    return events;
  }

  /** The ids of all leads, those that were merged into others among them; a copy. */
  public List<LeadId> ids() {
    return leads.ids();
  }

  /** A lead that is nobody else's part; null if it is, or if there is none. Any thread may ask. */
  public @Nullable LeadState whole(LeadId id) {
    LeadState state = leads.find(id);
    return state == null || state.mergedInto() != null || state.isUnseen() ? null : state;
  }

  /** The lead that one has become part of in the end, or itself. */
  public LeadId survivor(LeadId id) {
    LeadId last = id;
    for (LeadState s = leads.find(id); s != null; s = leads.find(last)) {
      if (s.mergedInto() == null) {
        return last;
      }
      last = Objects.requireNonNull(s.mergedInto());
    }
    return last;
  }
}
