package dev.leadlight.scoring.score;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.When;
import dev.leadlight.scoring.lead.DerivedSignal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Something that a shopper could do and a rule pays for.
 *
 * @param on those of the rule's signals that leave this trace, in order; all of them are sent by
 *     somebody, and none is a purchase
 */
record Deed(Group group, Rule rule, List<Signal> on, Trace trace) {

  /** All that a card pays for at once. */
  static List<Deed> all(Scorecard card) {
    List<Deed> all = new ArrayList<>();
    for (Group group : card.groups()) {
      for (Rule rule : group.rules()) {
        if (rule.points() > 0 && !(rule.when() instanceof When.Absent)) {
          rule.on().stream()
              .filter(signal -> DerivedSignal.find(signal).isEmpty())
              .filter(signal -> !card.purchases().contains(signal))
              .sorted()
              .collect(
                  groupingBy(signal -> Trace.of(card, rule, signal), LinkedHashMap::new, toList()))
              .forEach((trace, on) -> all.add(new Deed(group, rule, on, trace)));
        }
      }
    }
    return all;
  }

  /** How many of them the rule asks for at most before it pays. */
  int together() {
    if (rule.when() instanceof When.CountInSession count) {
      return count.count();
    }
    return rule.when() instanceof When.CountInWindow count ? count.count() : 1;
  }

  Missing.Step step(int times) {
    return new Missing.Step(group.id(), rule.id(), on, times);
  }
}
