package dev.leadlight.scoring.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.answer.LeadAnswer;
import dev.leadlight.scoring.score.WorkedExamples.Example;
import dev.leadlight.scoring.score.WorkedExamples.Row;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about scorecards says what is so, and says it of every construct. */
@NullUnmarked // a missing answer fails the test
class WorkedExamplesTest {

  private static final Path PAGE = Path.of("../docs/scorecards.md");

  /** Set by publishing, or explained on other pages; with all that is in them. */
  private static final Set<String> ELSEWHERE = Set.of("version", "published", "quantiles", "clv");

  static List<Example> examples() {
    return WorkedExamples.of(PAGE);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void comeOutAsThePageSays(Example example) {
    Shop shop = new Shop(ScorecardReader.read(example.card()).orElseThrow());
    assertThat(example.rows()).isNotEmpty();
    for (Row row : example.rows()) {
      if (!row.deed().isEmpty()) {
        shop.send(shop.event(row.signal(), row.at(), row.properties(), "user:u1"));
      }
      if (!row.expected().isEmpty()) {
        LeadAnswer answer = shop.ask("user:u1", row.at());
        row.expected().forEach((column, cell) -> assertAnswers(answer, column, cell, row));
      }
    }
  }

  private static void assertAnswers(LeadAnswer answer, String column, String cell, Row row) {
    switch (column) {
      case "score" ->
          assertThat(answer.score()).as("score at %s", row).isEqualTo(number(cell), shown(cell));
      case "tier" -> assertThat(answer.tier()).as("tier at %s", row).isEqualTo(cell);
      case "customer" ->
          assertThat(answer.rfmGroup())
              .as("customer at %s", row)
              .isEqualTo(cell.equals("–") ? null : cell);
      case "segments" ->
          assertThat(String.join(", ", answer.segments()))
              .as("segments at %s", row)
              .isEqualTo(cell.equals("–") ? "" : cell);
      default -> throw new IllegalArgumentException("not a column of a worked example: " + column);
    }
  }

  private static double number(String cell) {
    return new BigDecimal(cell).doubleValue();
  }

  /** Whole numbers are exact; others are rounded to the digits that are shown. */
  private static Offset<Double> shown(String cell) {
    int digits = new BigDecimal(cell).scale();
    return within(digits == 0 ? 1e-9 : 0.5 * Math.pow(10, -digits) + 1e-9);
  }

  @Test
  void areThereForEveryConstructOfTheSchema() {
    Set<String> shown = new TreeSet<>();
    examples().forEach(example -> addKeys(shown, example.card()));
    Set<String> constructs = new TreeSet<>();
    addProperties(
        constructs, ContractJson.readResource("/dev/leadlight/contracts/schemas/scorecard.json"));
    assertThat(shown).containsAll(constructs);
  }

  @Test
  void areThereForEveryOperator() {
    Set<String> shown = new TreeSet<>();
    examples().forEach(example -> addKeys(shown, example.card()));
    assertThat(shown)
        .contains(
            "equals", "in", "startsWith", "gt", "gte", "lt", "lte", "exists", "all", "any", "not");
  }

  private static void addKeys(Set<String> keys, JsonNode node) {
    node.properties().forEach(e -> keys.add(e.getKey()));
    node.forEach(child -> addKeys(keys, child));
  }

  private static void addProperties(Set<String> names, JsonNode schema) {
    for (Map.Entry<String, JsonNode> field : schema.properties()) {
      if (field.getKey().equals("properties")) {
        for (Map.Entry<String, JsonNode> property : field.getValue().properties()) {
          if (!ELSEWHERE.contains(property.getKey())) {
            names.add(property.getKey());
            addProperties(names, property.getValue());
          }
        }
      } else {
        addProperties(names, field.getValue());
      }
    }
    if (schema.isArray()) {
      schema.forEach(child -> addProperties(names, child));
    }
  }
}
