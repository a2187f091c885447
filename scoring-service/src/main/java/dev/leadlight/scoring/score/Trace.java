package dev.leadlight.scoring.score;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.event.SignalCatalogue;
import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.scorecard.Condition;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.When;
import dev.leadlight.scoring.feature.Deeds;
import dev.leadlight.scoring.lead.Evidence;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a deed leaves behind in a lead, as far as the card looks at it. Deeds with the same trace
 * are worth the same.
 *
 * @param keys of the conditions that it meets
 * @param isVisit whether it opens or prolongs a visit
 * @param isShopper whether it is a sign of life
 * @param channel for the card's model; null if it has none
 */
record Trace(Set<Long> keys, boolean isVisit, boolean isShopper, @Nullable Channel channel) {

  private static final Evidence.Keep ALL_EXACT =
      new Evidence.Keep(Integer.MAX_VALUE, Integer.MAX_VALUE);

  /**
   * The trace of a signal with just the properties that a rule asks for. So besides that rule it
   * meets those of the same condition and those that ask for none.
   */
  static Trace of(Scorecard card, Rule rule, Signal signal) {
    Channel channel =
        SignalCatalogue.standard()
            .find(signal)
            .map(SignalCatalogue.Entry::channel)
            .orElse(Channel.ONLINE);
    boolean isModelAsked = card.predictive().isAsked();
    Set<Long> keys = keysOfRules(card, rule, signal);
    if (isModelAsked) {
      for (FeatureCatalogue.Counter counter : FeatureCatalogue.standard().counters()) {
        if (counter.signals().contains(signal)) {
          keys.add(counter.evidence().value());
        }
      }
    }
    return new Trace(
        keys,
        channel.isVisit(),
        SignalCatalogue.standard().isShopper(signal, channel),
        isModelAsked ? channel : null);
  }

  private static Set<Long> keysOfRules(Scorecard card, Rule asking, Signal signal) {
    Set<Long> keys = new LinkedHashSet<>();
    for (Group group : card.groups()) {
      for (Rule rule : group.rules()) {
        if (rule.on().contains(signal) && isMet(rule.where(), asking.where())) {
          keys.add(rule.evidence().value());
        }
        if (rule.when() instanceof When.Absent absent && absent.absent().contains(signal)) {
          keys.add(absent.evidence().value());
        }
      }
    }
    return keys;
  }

  private static boolean isMet(Condition where, Condition asked) {
    return where instanceof Condition.Always
        || where.equals(asked)
        || (asked.test(property -> null) && where.test(property -> null));
  }

  /**
   * As evidence.
   *
   * @param mark of a distinct property
   */
  Evidence at(long time, int mark) {
    Evidence left = Evidence.none();
    for (long key : keys) {
      left = left.with(key, time, mark, ALL_EXACT);
    }
    if (isVisit) {
      left = left.withVisit(time, ALL_EXACT);
    }
    if (isShopper) {
      left = left.withActivity(time);
    }
    return isShopper && channel != null
        ? left.with(Deeds.KEY.value(), time, Deeds.markOf(channel), ALL_EXACT)
        : left;
  }
}
