package dev.leadlight.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.local.simulator.Evidence;
import dev.leadlight.local.simulator.Truth;
import java.time.Instant;

/** The starter scorecard with one weight changed, and what simulated shoppers come to under it. */
final class DearCarts {
  private static final double BEFORE = 25;
  private static final double AFTER = 30;

  /** The same card, except that something put into the cart is worth more. */
  static ObjectNode card(JsonNode starter) {
    ObjectNode card = starter.deepCopy();
    ObjectNode rule = (ObjectNode) card.at("/groups/0/rules/0");
    if (rule.path("points").asDouble() != BEFORE) {
      throw new AssertionError("not the rule that was meant: " + rule);
    }
    rule.put("points", AFTER);
    return card;
  }

  /** The score that it gives. Nothing else in the scripts is worth as much as a cart was. */
  static double score(Truth truth, Instant at) {
    return new Truth(
            truth.persona(),
            truth.identity(),
            truth.evidence().stream().map(DearCarts::dearer).toList())
        .score(at);
  }

  private static Evidence dearer(Evidence match) {
    return match.points() == BEFORE ? new Evidence(match.at(), AFTER, match.fading()) : match;
  }

  private DearCarts() {}
}
