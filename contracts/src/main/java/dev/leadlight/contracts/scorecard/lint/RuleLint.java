package dev.leadlight.contracts.scorecard.lint;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.event.SignalCatalogue;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Condition;
import dev.leadlight.contracts.scorecard.Conversion;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules that never match, and signals that nobody is known to send. */
final class RuleLint {

  /** Read from what else was done or left undone; they have no properties. */
  private static final Set<Signal> DERIVED =
      Set.of(
          new Signal("session_started"), new Signal("session_ended"), new Signal("cart_abandoned"));

  /** What Leadlight tells of segments it does not score. */
  private static final Set<Signal> TOLD =
      Set.of(new Signal("segment_entered"), new Signal("segment_left"));

  private RuleLint() {}

  static List<Place> warnings(Scorecard card) {
    List<Place> warnings = new ArrayList<>();
    if (card.conversion() != null) {
      warnings.addAll(signals(card.conversion().signals(), "/conversion/signal"));
    }
    for (int g = 0; g < card.groups().size(); g++) {
      Group group = card.groups().get(g);
      for (int r = 0; r < group.rules().size(); r++) {
        Rule rule = group.rules().get(r);
        String at = ScorecardLint.rule(g, r);
        Place never = reasonNeverToMatch(rule);
        if (never != null) {
          warnings.add(Place.at(at + never.pointer(), "never matches: " + never.message()));
        }
        addHardlyEver(warnings, rule, resetting(card, group), at + "/on");
        warnings.addAll(signals(rule.on(), at + "/on"));
        if (rule.when() instanceof When.Absent absent) {
          warnings.addAll(signals(absent.absent(), at + "/when/absent"));
        }
        if (rule.when() instanceof When.CountInSession) {
          warnings.addAll(outsideVisits(rule.on(), at + "/when/within"));
        }
      }
    }
    return warnings;
  }

  /** Why no event ever makes a match, at a pointer inside the rule; null if one may. */
  static @Nullable Place reasonNeverToMatch(Rule rule) {
    if (Satisfiability.isImpossible(rule.where())) {
      return Place.at("/where", "no event satisfies these conditions together");
    }
    if (DERIVED.containsAll(rule.on()) && !rule.where().test(property -> null)) {
      return Place.at("/where", "nobody sends " + Words.list(rule.on()) + ", it has no properties");
    }
    Integer values = Satisfiability.mostValues(rule.where(), rule.distinct());
    int count = count(rule.when());
    if (values != null && values < count) {
      return Place.at(
          "/when/count",
          "the condition leaves " + values + " different " + rule.distinct() + " to count");
    }
    return null;
  }

  /** Rules that hardly anything matches, and that nobody would write who knew what does. */
  private static void addHardlyEver(
      List<Place> warnings, Rule rule, Set<Signal> resetting, String at) {
    if (TOLD.containsAll(rule.on())) {
      warnings.add(
          Place.at(
              at,
              "segments look at points, so points take no notice of what Leadlight tells of"
                  + " segments; only what another source sends by this name counts"));
    }
    if (resetting.containsAll(rule.on()) && !(rule.when() instanceof When.Absent)) {
      warnings.add(
          Place.at(
              at,
              "a purchase hides what the group has up to it, itself included; only one that is"
                  + " told once more, later, counts"));
    }
  }

  /** What hides the matches of a group; empty if nothing does. */
  private static Set<Signal> resetting(Scorecard card, Group group) {
    Conversion conversion = card.conversion();
    return conversion != null && conversion.resets().contains(group.id())
        ? conversion.signals()
        : Set.of();
  }

  private static int count(When when) {
    if (when instanceof When.CountInSession session) {
      return session.count();
    }
    return when instanceof When.CountInWindow window ? window.count() : 1;
  }

  /** Warns of those that no source of ours sends. */
  static List<Place> signals(Set<Signal> signals, String at) {
    Set<Signal> known = SignalCatalogue.standard().entries().keySet();
    return signals.stream()
        .filter(signal -> !known.contains(signal))
        .sorted()
        .map(
            signal ->
                Place.at(
                    at,
                    signal
                        + " is not in the catalogue of signals; fine if a source of yours sends it"
                        + Similar.to(signal, known)))
        .toList();
  }

  private static List<Place> outsideVisits(Set<Signal> signals, String at) {
    return signals.stream()
        .filter(signal -> !isOfVisits(signal))
        .sorted()
        .map(
            signal ->
                Place.at(
                    at,
                    signal
                        + " belongs to no visit; it counts only where it happens during one of"
                        + " the site or the app"))
        .toList();
  }

  private static boolean isOfVisits(Signal signal) {
    Channel channel =
        SignalCatalogue.standard()
            .find(signal)
            .map(SignalCatalogue.Entry::channel)
            .orElse(Channel.ONLINE);
    return channel.isVisit() && !DERIVED.contains(signal);
  }

  /** Whether a condition on properties can hold for one of these signals. */
  static boolean canMeet(Set<Signal> on, Condition where) {
    return !Satisfiability.isImpossible(where)
        && !(DERIVED.containsAll(on) && !where.test(property -> null));
  }
}
