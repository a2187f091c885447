package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.card;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.TierChange;
import java.util.List;

/** What tests of silence share: a card on which waiting scores, and the changes that were told. */
final class Waiting {

  static final String CART = "Product Added";
  static final String U1 = "user:u1";

  static final Scorecard WAITING =
      card(
          """
          id: waiting
          tiers: [{name: high, from: 100}, {name: low, from: 0}]
          groups:
            - id: g
              rules:
                - {id: seen, on: store_visited, points: 60}
                - {id: leaves, on: session_ended, points: 7, atMost: {times: 3, per: day}}
                - {id: comes-again, on: session_started, when: {count: 3, within: P7D}, points: 3}
                - {id: gives-up, on: cart_abandoned, points: 40}
          """);

  static List<TierChange> changes(List<Effect> effects) {
    return effects.stream()
        .filter(Effect.TierChanged.class::isInstance)
        .map(effect -> ((Effect.TierChanged) effect).change())
        .toList();
  }

  private Waiting() {}
}
