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

  /** One slip, one error: not also what another way of writing it would have asked for. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          on: a, when: {count: 1, within: P1D}                | /when/count: must have a minimum value of 2
          on: a, when: {count: 3}                             | /when: required property 'within' not found
          on: a, when: {within: P1D}                          | /when: required property 'count' not found
          on: a, when: {count: 3, absent: b, within: P1D}     | /when: property 'count' is not defined
          on: a, when: {count: 3, within: Session}            | /when/within: neither session nor a duration
          on: a, when: {count: 3, within: PT0.0001S}          | /when/within: longer than zero
          on: a, when: {count: 3, within: P1D, distinct: [a]} | /when/distinct: array found, string expected
          on: 5                                               | /on: integer found, [string, array] expected
          on: []                                              | /on: must have at least 1 items
          on: '***'                                           | /on: the name of a signal is expected here
          on: [a, '-']                                        | /on/1: the name of a signal is expected here
          """)
  void nameASlipOnceAndInWords(String rule, String error) {
    JsonNode document =
        document("groups: [{id: g, rules: [{id: r, points: 1, %s}]}]".formatted(rule));
    assertThat(ScorecardReader.read(document).errors())
        .singleElement()
        .extracting(place -> place.pointer() + ": " + place.message())
        .asString()
        .startsWith("/groups/0/rules/0" + error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tiers: [{name: sales ready, from: 0}]         | /tiers/0/name: letters a to z, digits
          segments: [{id: s, when: {score: '>50'}}]     | /segments/0/when/score: string found, [number, object] expected
          segments: [{id: s, when: {score: {min: 5}}}]  | /segments/0/when/score: property 'min' is not defined
          segments: [{id: s, when: {tier: 'a b'}}]      | /segments/0/when/tier: letters a to z, digits
          published: {annonce: false}                   | /published: property 'annonce' is not defined
          """)
  void nameASlipOutsideOfRulesOnce(String line, String error) {
    assertThat(ScorecardReader.read(document(line)).errors())
        .singleElement()
        .extracting(place -> place.pointer() + ": " + place.message())
        .asString()
        .startsWith(error);
  }

  /** What shops send has names in any script, and a card can name whatever is taken in. */
  @ParameterizedTest
  @ValueSource(strings = {"カートに追加", "Добавлено", "größe gewählt", "[product_added, カートに追加]"})
  void acceptBothSignalsInAnyScript(String on) {
    JsonNode document =
        document("groups: [{id: g, rules: [{id: r, on: %s, points: 1}]}]".formatted(on));
    assertThat(SCHEMA.errors(document)).isEmpty();
    assertThat(ScorecardReader.read(document).errors()).isEmpty();
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
