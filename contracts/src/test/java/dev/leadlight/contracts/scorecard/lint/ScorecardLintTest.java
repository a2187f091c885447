package dev.leadlight.contracts.scorecard.lint;

import static dev.leadlight.contracts.scorecard.lint.LintedCards.ADDS;
import static dev.leadlight.contracts.scorecard.lint.LintedCards.TIERS;
import static dev.leadlight.contracts.scorecard.lint.LintedCards.assertWarns;
import static dev.leadlight.contracts.scorecard.lint.LintedCards.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Scorecard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Warnings of what a card says without effect, and none of what only looks so. */
class ScorecardLintTest {

  @Test
  void findNothingInTheStarterCard() {
    assertThat(ScorecardLint.warnings(Scorecard.starter())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
{id: g, cap: 90, rules: [RULE]}                                       | 0  | /tiers/0/from | nobody reaches high
{id: g, rules: [{id: once, on: product_added, points: 99, atMost: {times: 1, per: lifetime}}]} | 0 | /tiers/0/from | 99 points at most
{id: g, rules: [RULE]}                                                | 100 | /tierMargin | who was ever in high stays there
""")
  void tiersThatNobodyReachesOrLeaves(String group, double margin, String pointer, String text) {
    assertWarns(TIERS, margin, group, "", pointer, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "value: {rfm: {recencyDays: {30: -50}, frequency: {2: -10}}}", // only of who has bought
        "conversion: {signal: order_completed, resets: [g]}" // unless an order is told once more
      })
  void takesTiersForReachableThatAre(String more) {
    String group = "{id: g, cap: 100, rules: [RULE, {id: buys, on: order_completed, points: 100}]}";
    assertThat(ScorecardLint.warnings(card(TIERS, 5, group, more)))
        .extracting(Place::message)
        .noneMatch(text -> text.startsWith("nobody reaches") || text.contains("never matches"));
  }

  @Test
  void purchasesByNamesThatNobodySends() {
    assertWarns(
        TIERS,
        5,
        "{id: g, rules: [RULE]}",
        "conversion: {signal: [order_complet, pos_purchase]}",
        "/conversion/signal",
        "did you mean order_completed?");
  }

  @Test
  void aMarginWiderThanAStep() {
    assertWarns(
        "tiers: [{name: high, from: 100}, {name: middle, from: 90}, {name: low, from: 0}]",
        20,
        "{id: g, rules: [RULE]}",
        "",
        "/tierMargin",
        "wider than the step from middle to high");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a: 1, b: {exists: false}, not: {c: x}}",
        "{a: {gt: 1, lt: 2}}",
        "{a: [x, y], all: [{a: {not: x}}]}",
        "{a: {gte: 5, not: {gt: 5}}}",
        "{path: {startsWith: /p, not: {startsWith: /pricing}}}",
        "{a: {startsWith: [/a, /b]}, any: [{a: {startsWith: /bc}}, {a: 1}]}",
        "{a: 5, all: [{a: {gt: 4.5}}, {a: {exists: true}}]}",
        "{a: {not: {exists: true}}}",
        "{not: {a: {gt: 3}, b: 1}}",
        "{a: 5, all: [{a: '5.0'}]}",
        "{a: [5], not: {a: '5'}}"
      })
  void takesConditionsForPossibleThatAre(String where) {
    assertThat(warnings("{id: r, on: product_added, points: 25, where: %s}".formatted(where)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a: {exists: false, equals: 1}}",
        "{a: {gt: 2, lt: 2}}",
        "{a: {gt: 2, lte: 2}}",
        "{a: {gt: 2, not: {gt: 1}}}",
        "{a: [x, y], all: [{a: {not: [x, y, z]}}]}",
        "{a: x, all: [{a: y}]}",
        "{a: x, not: {a: {startsWith: x}}}",
        "{a: 5, all: [{a: {lt: 5}}]}",
        "{a: {startsWith: /a}, all: [{a: {startsWith: /b}}]}",
        "{a: {startsWith: /pricing}, not: {a: {startsWith: /p}}}",
        "{any: [{a: {exists: false, gt: 1}}, {all: [{b: 1}, {not: {b: 1}}]}]}",
        "{not: {any: [{a: 1}, {not: {a: 1}}]}}"
      })
  void conditionsThatContradictThemselves(String where) {
    assertRulesWarn(
        "{id: r, on: product_added, points: 25, where: %s}".formatted(where),
        "/groups/0/rules/0/where",
        "never matches: no event satisfies these conditions together");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
{id: r, on: cart_abandoned, where: {value: {gt: 3}}, points: 1}   | /where       | never matches: nobody sends cart_abandoned
{id: r, on: segment_entered, points: 1}                           | /on          | segments look at points
{id: r, on: page_viewed, where: {path: [/a, /b]}, when: {count: 3, within: P1D, distinct: path}, points: 1} | /when/count | leaves 2 different path
{id: r, on: order_completed, points: 5}                           | /on          | a purchase hides
{id: r, on: produkt_added, points: 5}                             | /on          | did you mean product_added?
{id: r, on: moon_landed, points: 5}                               | /on          | moon_landed is not in the catalogue
{id: r, on: product_added, when: {absent: orders_completed, within: P1D}, points: 5} | /when/absent | did you mean order_completed?
{id: r, on: email_opened, when: {count: 3, within: session}, points: 5} | /when/within | email_opened belongs to no visit
{id: r, on: unsubscribed, points: -5}                             | /points      | the score rises while nothing happens
{id: r, on: product_viewed, points: 0}                            | /points      | zero points
{id: r, on: product_viewed, points: 501}                          | /points      | cap leaves 500 of a single match
""")
  void rulesWithoutTheEffectTheySeemToHave(String rule, String pointer, String text) {
    assertRulesWarn(rule, "/groups/0/rules/0" + pointer, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
{id: b, on: product_added, points: 3}                          | matches exactly when adds does
{id: b, on: product_added, where: {price: {gt: 9}}, points: 3} | adds sees too
{id: b, on: [product_added, cart_viewed], points: 3}           | sees all that adds sees, and more
""")
  void rulesThatPayForTheSameDeed(String rule, String text) {
    assertRulesWarn(ADDS + ", " + rule, "/groups/0/rules/1", text);
  }

  @Test
  void theFirstRuleThatPaysForTheSameAndNoneOfThoseThatNeverDo() {
    String more =
        "{id: b, on: product_added, points: 3}, {id: c, on: product_added, points: 4},"
            + " {id: d, on: product_added, where: {a: {gt: 2, lt: 1}}, points: 5}";
    assertThat(warnings(ADDS + ", " + more))
        .extracting(place -> place.pointer() + " " + place.message())
        .containsExactly(
            "/groups/0/rules/3/where never matches: no event satisfies these conditions together",
            "/groups/0/rules/1 matches exactly when adds does; both count",
            "/groups/0/rules/2 matches exactly when adds does; both count");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id: b, on: product_viewed, points: 3}",
        "{id: b, on: product_added, when: {count: 2, within: P1D}, points: 3}",
        "{id: b, on: [cart_viewed, product_viewed], where: {a: 1}, points: 3}"
      })
  void leavesRulesAloneThatPayForDifferentDeeds(String rule) {
    assertThat(warnings(ADDS + ", " + rule)).isEmpty();
  }

  @Test
  void silencesTooShortToBeRemembered() {
    String group = "{id: g, decay: {idle: {after: %s, subtract: 5, every: PT1H}}, rules: [RULE]}";
    assertWarns(
        TIERS,
        5,
        group.formatted("PT23H"),
        "",
        "/groups/0/decay/idle/after",
        "pauses of less than a day are not remembered");
    assertThat(ScorecardLint.warnings(card(TIERS, 5, group.formatted("PT24H"), ""))).isEmpty();
  }

  @Test
  void groupsWithoutEffect() {
    assertWarns(TIERS, 0, "{id: g, cap: 0, rules: [RULE]}", "", "/groups/0", "without effect");
  }

  @Test
  void purchasesThatForgive() {
    assertWarns(
        TIERS,
        0,
        "{id: g, rules: [{id: leaves, on: unsubscribed, points: -50}]}",
        "conversion: {signal: order_completed, resets: [g]}",
        "/groups/0",
        "has a purchase forgive them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
{name: first, recency: {gte: 2}}, {name: b, recency: 2}  | 1 | a name before it fits them all
{name: first, recency: 4}                                | 0 | there are no such classes
""")
  void namesForCustomersThatNobodyGets(String groups, int place, String text) {
    assertWarns(
        TIERS,
        0,
        "{id: g, rules: [RULE]}",
        "value: {rfmGroups: {recencyDays: [30, 90], frequency: [2], monetary: [], groups: [%s]}}"
            .formatted(groups),
        "/value/rfmGroups/groups/" + place,
        text);
  }

  private static List<Place> warnings(String rules) {
    return ScorecardLint.warnings(resetting(rules));
  }

  private static void assertRulesWarn(String rules, String pointer, String text) {
    assertThat(warnings(rules))
        .anySatisfy(
            place -> {
              assertThat(place.pointer()).isEqualTo(pointer);
              assertThat(place.message()).contains(text);
            });
  }

  private static Scorecard resetting(String rules) {
    return card(
        TIERS,
        5,
        "{id: g, cap: 500, decay: {halfLife: P1D}, rules: [%s]}".formatted(rules),
        "conversion: {signal: [order_completed, pos_purchase], resets: [g]}");
  }
}
