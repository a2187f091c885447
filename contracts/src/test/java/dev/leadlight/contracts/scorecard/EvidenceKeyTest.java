package dev.leadlight.contracts.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which changes of a rule find the evidence already there, and which start from nothing. */
class EvidenceKeyTest {

  private static final String RULE =
      "{id: r, on: [product_viewed, product_added], points: 25, where: %s, when: %s}"
          .formatted("{price: {gt: 129.90, lt: 500}, list: [a, b]}", "{count: 3, within: session}");

  @ParameterizedTest
  @CsvSource({
    "id: r, id: other",
    "points: 25, points: -3",
    "count: 3, count: 5",
    "within: session, within: P30D",
    "129.90, 129.9",
    "'gt: 129.90, lt: 500', 'lt: 500, gt: 129.90'",
    "'product_viewed, product_added', 'product_added, product_viewed'",
    "product_added, Added to Cart",
    "'points: 25', 'points: 25, atMost: {times: 1, per: day}'"
  })
  void staysWhenTheConditionDoes(String before, String after) throws IOException {
    assertThat(key(changed(before, after))).isEqualTo(key(RULE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"product_viewed, ", "500", "gt", "b]", "within: session"})
  void changesWithTheCondition(String before) throws IOException {
    String after =
        switch (before) {
          case "product_viewed, " -> "";
          case "500" -> "501";
          case "gt" -> "gte";
          case "b]" -> "c]";
          default -> "within: session, distinct: product_id";
        };
    assertThat(key(changed(before, after))).isNotEqualTo(key(RULE));
  }

  private static String changed(String before, String after) {
    assertThat(RULE).contains(before);
    return RULE.replace(before, after);
  }

  private static EvidenceKey key(String rule) throws IOException {
    String card = "id: c\ntiers: [{name: t, from: 0}]\ngroups: [{id: g, rules: [%s]}]";
    return ScorecardReader.read(ContractJson.readYaml(card.formatted(rule)))
        .orElseThrow()
        .groups()
        .get(0)
        .rules()
        .get(0)
        .evidence();
  }
}
