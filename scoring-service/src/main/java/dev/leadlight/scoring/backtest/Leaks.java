package dev.leadlight.scoring.backtest;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Rules that would know the answer. One that pays for the outcome itself can't be judged by that
 * outcome: a purchase told by the shop and, a minute later, by the till would predict itself.
 */
public final class Leaks {

  private Leaks() {}

  /** The places of such rules in a card's document; empty if there are none. */
  public static List<Place> in(Scorecard card, Set<Signal> outcome, String pointer) {
    List<Place> places = new ArrayList<>();
    for (int g = 0; g < card.groups().size(); g++) {
      List<Rule> rules = card.groups().get(g).rules();
      for (int r = 0; r < rules.size(); r++) {
        Rule rule = rules.get(r);
        if (rule.points() > 0 && !Collections.disjoint(rule.on(), outcome)) {
          places.add(
              Place.at(
                  pointer + "/groups/" + g + "/rules/" + r + "/on",
                  "the rule "
                      + rule.id()
                      + " pays for the outcome itself, so it would predict what it has been told"));
        }
      }
    }
    return places;
  }

  /** The places of rules whose evidence is kept under one of these keys. */
  static List<Place> at(Scorecard card, Set<Long> keys, String pointer, String message) {
    List<Place> places = new ArrayList<>();
    for (int g = 0; g < card.groups().size(); g++) {
      Group group = card.groups().get(g);
      for (int r = 0; r < group.rules().size(); r++) {
        Rule rule = group.rules().get(r);
        if (keys.contains(rule.evidence().value())) {
          places.add(
              Place.at(
                  pointer + "/groups/" + g + "/rules/" + r,
                  "the rule " + rule.id() + " " + message));
        }
      }
    }
    return places;
  }
}
