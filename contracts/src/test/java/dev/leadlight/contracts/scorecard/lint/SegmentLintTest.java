package dev.leadlight.contracts.scorecard.lint;

import static dev.leadlight.contracts.scorecard.lint.LintedCards.TIERS;
import static dev.leadlight.contracts.scorecard.lint.LintedCards.assertWarns;
import static dev.leadlight.contracts.scorecard.lint.LintedCards.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.http.Problem.Place;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments that say nothing, and those that only look so. */
class SegmentLintTest {

  private static final String CUSTOMERS =
      "value: {rfmGroups: {recencyDays: [30, 90], frequency: [2], monetary: [], groups: [{name:"
          + " loyal, frequency: 2}]}}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {on: product_viewed, count: {lt: 0}}                                               | nobody
          {on: product_viewed, count: {gt: 1, lt: 2}}                                        | nobody
          {on: product_viewed, where: {a: {gt: 2, lt: 1}}}                                   | nobody
          {group: g, points: {gt: 500}}                                                      | nobody
          {score: {gt: 500}}                                                                 | nobody
          {orders: 0, daysSilent: {lt: 0}}                                                   | nobody
          {all: [{orders: {gte: 2}}, {all: [{orders: {lt: 2}}]}]}                            | nobody
          {all: [{tier: high}, {tier: low}]}                                                 | nobody
          {all: [{tier: high}, {not: {tier: high}}]}                                         | nobody
          {all: [{on: product_viewed, count: 3, within: P1D}, {on: product_viewed, count: 0, within: P2D}]} | nobody
          {any: [{orders: {lt: 0}}, {not: {tier: [high, low]}}]}                             | nobody
          {all: [{score: {lt: 50}}, {score: {gt: 50}}]}                                      | nobody
          {all: [{on: product_viewed, count: 2, within: P1D, since: purchase}, {on: product_viewed, count: 0, within: P1D}]} | nobody
          {not: {any: [{not: {orders: {lt: 0}}}, {tier: high}]}}                             | nobody
          {not: {not: {orders: {lt: 0}}}}                                                    | nobody
          {on: product_viewed, count: {gte: 0}}                                              | everybody
          {any: [{tier: high}, {tier: low}, {score: {gte: 0}}]}                              | everybody
          """)
  void segmentsOfNobodyOrEverybody(String when, String who) {
    assertWarns(
        TIERS,
        0,
        "{id: g, cap: 500, rules: [RULE]}",
        "segments: [{id: s, when: %s}]".formatted(when),
        "/segments/0/when",
        who);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{on: product_viewed, count: 0, where: {a: {gt: 2, lt: 1}}, within: P1D, since: purchase}",
        "{all: [{on: product_viewed, count: {gte: 3}, within: P9D}, {on: product_viewed, count: 0,"
            + " within: P2D}]}",
        "{not: {all: [{tier: high}, {orders: 1}]}}",
        "{not: {daysSinceOrder: {lte: 90}}}",
        "{daysSilent: {gte: 0}}",
        "{score: {gte: 500}}",
        "{group: g, points: {gte: 500}}",
        "{group: g, points: {lt: 0}}",
        "{tier: high}",
        "{not: {tier: high}}",
        "{all: [{tier: high}, {not: {tier: low}}]}",
        "{any: [{orders: {lt: 0}}, {tier: high}]}",
        "{all: [{orders: {gte: 2}}, {orders: {lte: 2}}]}",
        "{all: [{orders: 1}, {daysSilent: {gte: 7}}]}",
        "{all: [{score: {gte: 50}}, {score: {lte: 50}}]}",
        "{all: [{tier: [high, low]}, {tier: low}]}",
        "{all: [{on: product_viewed, count: 2, within: P1D}, {on: product_viewed, count: 0, within:"
            + " P1D, since: purchase}]}",
        "{all: [{on: product_viewed, count: {gte: 2}, within: P1D}, {on: product_viewed, count: 2,"
            + " within: P2D}]}",
        "{all: [{on: product_viewed, count: 2, within: P1D}, {on: cart_viewed, count: 0, within:"
            + " P1D}]}",
        "{not: {on: product_viewed, count: 0}}",
        "{not: {on: product_viewed, count: {lt: 3}}}",
        "{not: {score: {gte: 50}}}",
        "{rfmGroup: loyal}",
        "{not: {rfmGroup: loyal}}"
      })
  void leavesSegmentsAloneThatSomebodyMayBeIn(String when) {
    List<Place> warnings =
        ScorecardLint.warnings(
            card(
                TIERS,
                0,
                "{id: g, cap: 500, rules: [RULE]}",
                CUSTOMERS + "segments: [{id: s, when: %s}]".formatted(when)));
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{on: lamp_dimmed, count: 1}",
        "{not: {on: lamp_dimmed, count: 1}}",
        "{all: [{tier: high}, {any: [{on: lamp_dimmed, count: 1}, {orders: 1}]}]}"
      })
  void segmentsBySignalsThatNobodySends(String when) {
    assertWarns(
        TIERS,
        0,
        "{id: g, cap: 500, rules: [RULE]}",
        "segments: [{id: s, when: %s}]".formatted(when),
        "/segments/0/when",
        "lamp_dimmed is not in the catalogue of signals");
  }
}
