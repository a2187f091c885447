package dev.leadlight.contracts.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.json.DocumentSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published schema and the reader judge alike, so that editors which know only the schema are
 * no worse off; but for what a schema can't say.
 */
class ScorecardSchemaTest {

  private static final DocumentSchema SCHEMA = DocumentSchema.named("scorecard");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{a: 1}",
        "{a: [1, x, true]}",
        "{a.b: {equals: x}, c: {in: [1, 2]}}",
        "{path: {startsWith: [/a, /b]}}",
        "{path: {startsWith: /a, not: {startsWith: /ab}}}",
        "{a: {gt: 1, gte: 1.5, lt: 1e3, lte: 7}}",
        "{a: {exists: true}, b: {exists: false}}",
        "{all: [{a: 1}, {not: {any: [{b: 2}, {c: 3}]}}]}",
        "{a: {all: [{gt: 1}, {any: [5, [6, 7]]}]}}",
        "{a: {not: [x, y]}}",
        "{a: {not: x}}"
      })
  void acceptBothTheseConditions(String where) {
    assertThat(SCHEMA.errors(withWhere(where))).isEmpty();
    assertThat(ScorecardReader.read(withWhere(where)).errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "null",
        "[]",
        "{a: null}",
        "{a: []}",
        "{a: {}}",
        "{a: [{b: 1}]}",
        "{a: {is: 1}}",
        "{a: {equals: null}}",
        "{a: {startsWith: 5}}",
        "{a: {startsWith: true}}",
        "{a: {startsWith: []}}",
        "{a: {gt: x}}",
        "{a: {exists: 1}}",
        "{a: {not: {}}}",
        "{a: {all: []}}",
        "{a: {any: 5}}",
        "{all: []}",
        "{any: {a: 1}}",
        "{all: [5]}",
        "{not: 5}",
        "{not: {a: {like: x}}}"
      })
  void refuseBothTheseConditionsAndTheReaderNamesThePlaceInside(String where) {
    assertThat(SCHEMA.errors(withWhere(where))).isNotEmpty();
    assertThat(ScorecardReader.read(withWhere(where)).errors())
        .isNotEmpty()
        .extracting(Place::pointer)
        .allSatisfy(pointer -> assertThat(pointer).startsWith("/groups/0/rules/0/where"));
  }

  /** All that the reader refuses and the schema does not: names, order, units, contradictions. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tiers: [{name: a, from: 1}, {name: b, from: 2}, {name: c, from: 0}] | tiers stand highest first
          tiers: [{name: a, from: 1}]                                | the lowest tier starts at 0
          tiers: [{name: a, from: 1}, {name: a, from: 0}]            | this name stands twice
          tierDwell: P1M                                             | not a duration
          groups: [{id: g, decay: {halfLife: PT0S}, rules: [{id: r, on: a, points: 1}]}] | longer than zero
          groups: [{id: value, rules: [{id: r, on: a, points: 1}]}]  | this name is taken
          zone: Europe/Atlantis                                      | not a time zone
          currency: Taler                                            | not an ISO 4217 code
          conversion: {signal: a, resets: [nothing]}                 | no group has this id
          value: {rfm: {frequency: {2: 5, 02: 6}}}                   | this bound stands twice
          value: {rfmGroups: {recencyDays: [2, 1], frequency: [], monetary: [], groups: [{name: n}]}} | bounds stand lowest first
          segments: [{id: s, when: {orders: {gt: 2, lt: 1}}}]        | no number lies within these bounds
          segments: [{id: s, when: {tier: nowhere}}]                 | no tier has this name
          segments: [{id: s, when: {rfmGroup: nobody}}]              | no RFM group is named so
          segments: [{id: s, when: {group: none, points: 1}}]        | no group has this id
          """)
  void leaveToTheReaderWhatASchemaCannotSay(String line, String message) {
    JsonNode document = document(line);
    assertThat(SCHEMA.errors(document)).isEmpty();
    assertThat(ScorecardReader.read(document).errors())
        .extracting(Place::message)
        .anyMatch(text -> text.startsWith(message));
  }

  private static JsonNode withWhere(String where) {
    return document(
        "groups: [{id: g, rules: [{id: r, on: product_viewed, points: 1, where: %s}]}]"
            .formatted(where));
  }

  private static JsonNode document(String line) {
    String text =
        "id: card\n"
            + line
            + (line.startsWith("tiers") ? "" : "\ntiers: [{name: low, from: 0}]")
            + (line.startsWith("groups") ? "" : "\ngroups: []");
    try {
      return ContractJson.readYaml(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"P30D", "PT24H", "P1DT12H", "PT0.5S"})
  void takeTheSameDurations(String duration) {
    JsonNode document =
        document(
            "groups: [{id: g, decay: {halfLife: %s}, rules: [{id: r, on: a, points: 1}]}]"
                .formatted(duration));
    assertThat(SCHEMA.errors(document)).isEmpty();
    assertThat(ScorecardReader.read(document).errors()).isEqualTo(List.of());
  }
}
