package dev.leadlight.scoring;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.event.SignalCatalogue;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.scoring.answer.LeadAnswer;
import dev.leadlight.scoring.fold.BatchFold;
import dev.leadlight.scoring.fold.Effect;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Separation;
import dev.leadlight.scoring.fold.Silence;
import dev.leadlight.scoring.identity.NewLinks;
import dev.leadlight.scoring.lead.DerivedSignal;
import dev.leadlight.scoring.lead.KnownIdentity;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.scorecard.InForce;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** A shop in memory: events in, leads out, by the pure fold alone. Time starts at T0. */
@NullUnmarked // a missing lead fails the test
public final class Shop {

  public static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");
  public static final IdentityKeys KEYS = IdentityKeys.of("a secret for tests only");

  public final List<Effect> effects = new ArrayList<>();
  private final Map<Identity, Link> links = new HashMap<>();
  private final Map<LeadId, LeadState> leads = new HashMap<>();
  private Fold fold;
  private Instant clock = T0;
  private long offset;
  private int ids;
  private int refused;

  public Shop(Scorecard card) {
    this.fold = new Fold(card);
  }

  public static Shop withStarterCard() {
    return new Shop(Scorecard.starter());
  }

  public static Scorecard card(String yaml) {
    try {
      return ScorecardReader.read(ContractJson.readYaml(yaml)).orElseThrow();
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** T0 and some ISO duration, for example {@code PT5M}. */
  public static Instant after(String duration) {
    return T0.plus(Duration.parse(duration));
  }

  /** The time at which what follows arrives; events dated later push it forward. */
  public Shop at(Instant now) {
    clock = now;
    return this;
  }

  public Shop publish(Scorecard card) {
    fold = new Fold(card);
    return this;
  }

  public Shop publish(InForce cards) {
    fold = new Fold(cards);
    return this;
  }

  /** Something happens to u1 at T0 plus a duration. */
  public Shop u1(String signal, String when) {
    return send(event(signal, after(when), "user:u1"));
  }

  public ShopperEvent event(String signal, Instant when, String... identities) {
    return event(signal, when, Map.of(), identities);
  }

  public ShopperEvent event(
      String signal, Instant when, Map<String, Object> properties, String... identities) {
    Signal named = Signal.ofEventName(signal);
    Channel channel =
        SignalCatalogue.standard()
            .find(named)
            .map(SignalCatalogue.Entry::channel)
            .orElse(Channel.ONLINE);
    Object total = properties.get("total");
    return new ShopperEvent(
        "m" + ids++,
        named,
        Arrays.stream(identities).map(id -> Identity.parse(id).orElseThrow()).toList(),
        channel,
        "test",
        when,
        when,
        null,
        properties,
        Map.of(),
        Map.of(),
        named.name().equals("unsubscribed") ? Map.of("marketing", false) : Map.of(),
        total == null ? null : new BigDecimal(total.toString()),
        total == null ? null : properties.getOrDefault("currency", "EUR").toString());
  }

  public Shop send(ShopperEvent... events) {
    List<ShopperEvent> batch = List.of(events);
    for (ShopperEvent event : batch) {
      clock = event.occurredAt().isAfter(clock) ? event.occurredAt() : clock;
    }
    Map<Identity, Link> added = NewLinks.of(batch, links, KEYS);
    links.putAll(added);
    links
        .values()
        .forEach(
            link ->
                leads.computeIfAbsent(
                    link.lead(), id -> LeadState.unseen(id, fold.card().lowestTier().name())));
    List<BatchFold.Input> inputs =
        batch.stream().map(event -> new BatchFold.Input(event, 0, offset++, false, clock)).toList();
    BatchFold.Plan plan = BatchFold.fold(fold, KEYS, links, leads, inputs, clock);
    leads.putAll(plan.frozen());
    leads.putAll(plan.founded());
    leads.putAll(plan.changed());
    plan.signposts().forEach((id, end) -> leads.computeIfPresent(id, (i, l) -> l.signpostTo(end)));
    links.putAll(plan.relinked());
    plan.unlinked().keySet().forEach(links::remove);
    refused += plan.refused();
    plan.told().forEach(told -> effects.addAll(told.effects()));
    return this;
  }

  /** When the lead is to be looked at again, by the pure outlook. */
  public Optional<Instant> wakeUpAt(String identity) {
    return new Silence(fold).outlook(lead(identity), clock).wakeUpAt();
  }

  /** The clock moves on and the lead is looked at; answers what that told. */
  public List<Effect> wake(String identity, Instant now) {
    clock = now.isAfter(clock) ? now : clock;
    LeadState before = lead(identity);
    Silence silence = new Silence(fold);
    Fold.Folded folded = silence.fold(before, clock);
    leads.put(before.id(), silence.outlook(folded.state(), clock).state());
    effects.addAll(folded.effects());
    return folded.effects();
  }

  /** The lead is woken at each moment that the outlook names, up to that one. */
  public Shop silentUntil(String identity, Instant end) {
    Optional<Instant> next = wakeUpAt(identity);
    while (next.isPresent() && !next.get().isAfter(end)) {
      wake(identity, next.get());
      next = wakeUpAt(identity);
    }
    return at(end);
  }

  /** What time has told on the topic of events: {@code session_ended@2026-03-02T10:30:00Z}. */
  public List<String> derived() {
    return effects.stream()
        .filter(Effect.Derived.class::isInstance)
        .map(effect -> ((Effect.Derived) effect).event())
        .filter(event -> DerivedSignal.find(event.signal()).isPresent())
        .map(event -> event.signal() + "@" + event.occurredAt())
        .toList();
  }

  /** How many identities stayed somebody else's although an event named them. */
  public int refused() {
    return refused;
  }

  /** An operator says that some identities of a lead are somebody else. */
  public Shop unmerge(String lead, String... leaving) {
    return send(separation(lead, leaving));
  }

  public ShopperEvent separation(String lead, String... leaving) {
    List<Identity> out =
        Arrays.stream(leaving).map(id -> Identity.parse(id).orElseThrow()).toList();
    List<Identity> staying =
        lead(lead).identities().stream()
            .map(KnownIdentity::identity)
            .filter(identity -> !out.contains(identity))
            .toList();
    return Separation.event("unmerge-" + ids++, out, staying, clock);
  }

  public boolean knows(String identity) {
    return links.containsKey(Identity.parse(identity).orElseThrow());
  }

  public LeadState lead(String identity) {
    Link link = links.get(Identity.parse(identity).orElseThrow());
    if (link == null) {
      throw new AssertionError("nobody is " + identity);
    }
    LeadState state = leads.get(link.lead());
    while (state.mergedInto() != null) {
      state = leads.get(state.mergedInto());
    }
    return state;
  }

  public LeadAnswer ask(String identity, Instant at) {
    return LeadAnswer.of(lead(identity), fold.inForce().termsOf(lead(identity).id()), at);
  }

  public double score(String when) {
    return ask("user:u1", after(when)).score();
  }

  public String tier(String when) {
    return ask("user:u1", after(when)).tier();
  }

  /** The tiers announced, in order: {@code newsletter>nurture}. */
  public List<String> announced() {
    return effects.stream()
        .filter(Effect.TierChanged.class::isInstance)
        .map(effect -> ((Effect.TierChanged) effect).change())
        .map(change -> change.from() + ">" + change.to())
        .toList();
  }
}
