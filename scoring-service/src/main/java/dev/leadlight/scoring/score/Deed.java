package dev.leadlight.scoring.score;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.Conversion;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.When;
import dev.leadlight.scoring.lead.DerivedSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Something that a shopper could do and a rule pays for.
 *
 * @param on the rule's signals that somebody sends and that are no purchase, in order
 */
record Deed(Group group, Rule rule, List<Signal> on) {

  /** All that a card pays for at once. */
  static List<Deed> all(Scorecard card) {
    Conversion conversion = card.conversion();
    Set<Signal> purchases = conversion == null ? Set.of() : conversion.signals();
    List<Deed> all = new ArrayList<>();
    for (Group group : card.groups()) {
      for (Rule rule : group.rules()) {
        List<Signal> sent =
            rule.on().stream()
                .filter(signal -> DerivedSignal.find(signal).isEmpty())
                .filter(signal -> !purchases.contains(signal))
                .sorted()
                .toList();
        if (rule.points() > 0 && !(rule.when() instanceof When.Absent) && !sent.isEmpty()) {
          all.add(new Deed(group, rule, sent));
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

  /** The signal that is tried. */
  Signal signal() {
    return on.get(0);
  }

  Missing.Step step(int times) {
    return new Missing.Step(group.id(), rule.id(), on, times);
  }
}
