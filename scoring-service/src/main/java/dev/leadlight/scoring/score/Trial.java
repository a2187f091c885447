package dev.leadlight.scoring.score;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.SignalCatalogue;
import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.scorecard.Condition;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.When;
import dev.leadlight.scoring.feature.Deeds;
import dev.leadlight.scoring.lead.Evidence;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** A lead as it would be at a moment, had it done something more just then. */
final class Trial {

  private static final Evidence.Keep ALL_EXACT =
      new Evidence.Keep(Integer.MAX_VALUE, Integer.MAX_VALUE);

  private final Scorecard card;
  private final Evidence evidence;
  private final Instant at;
  private final int deeds;
  private final Ledger ledger;

  Trial(Scorecard card, Evidence evidence, Instant at) {
    this(card, evidence, at, 0);
  }

  private Trial(Scorecard card, Evidence evidence, Instant at, int deeds) {
    this.card = card;
    this.evidence = evidence;
    this.at = at;
    this.deeds = deeds;
    this.ledger = Ledger.of(evidence, card);
  }

  /**
   * With one deed more. Its properties are just what its rule asks for, so besides that rule it
   * meets those of the same condition and those that ask for none; a distinct property is new each
   * time.
   */
  Trial with(Deed deed) {
    long time = at.toEpochMilli();
    Channel channel =
        SignalCatalogue.standard()
            .find(deed.signal())
            .map(SignalCatalogue.Entry::channel)
            .orElse(Channel.ONLINE);
    Evidence done = Evidence.none();
    for (long key : keysMetBy(deed)) {
      done = done.with(key, time, -1 - deeds, ALL_EXACT);
    }
    if (channel.isVisit()) {
      done = done.withVisit(time);
    }
    if (SignalCatalogue.standard().isShopper(deed.signal(), channel)) {
      done =
          done.withActivity(time).with(Deeds.KEY.value(), time, Deeds.markOf(channel), ALL_EXACT);
    }
    // A deed makes one identity forget what is old, and not all of them together.
    return new Trial(card, evidence.and(done), at, deeds + 1);
  }

  /** Those of rules, and of what a model looks at. */
  private Set<Long> keysMetBy(Deed deed) {
    Set<Long> keys = new LinkedHashSet<>();
    for (FeatureCatalogue.Counter counter : FeatureCatalogue.standard().counters()) {
      if (counter.signals().contains(deed.signal())) {
        keys.add(counter.evidence().value());
      }
    }
    for (Group group : card.groups()) {
      for (Rule rule : group.rules()) {
        if (rule.on().contains(deed.signal()) && isMet(rule.where(), deed)) {
          keys.add(rule.evidence().value());
        }
        if (rule.when() instanceof When.Absent absent && absent.absent().contains(deed.signal())) {
          keys.add(absent.evidence().value());
        }
      }
    }
    return keys;
  }

  private static boolean isMet(Condition where, Deed deed) {
    return where instanceof Condition.Always || where.equals(deed.rule().where());
  }

  String tier() {
    return new Tiering(ledger).tierAt(at);
  }

  double points() {
    return ledger.pointsAt(at.toEpochMilli());
  }

  /** The points, below zero as well. */
  double net() {
    return ledger.netAt(at.toEpochMilli());
  }
}
