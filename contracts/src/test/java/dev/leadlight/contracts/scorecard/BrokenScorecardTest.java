package dev.leadlight.contracts.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands where in a document, reading it answers. */
class BrokenScorecardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "-1",
        "0",
        "1e400",
        "1.5",
        "''",
        "x",
        "P1D",
        "PT0S",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "{a: {b: {c: null}}}",
        "[session, session]",
        "{not: {not: {}}}"
      })
  void isACardOrNamesThePlaces(String intruder) throws IOException {
    JsonNode replacement = ContractJson.readYaml(intruder);
    JsonNode starter = Scorecard.starterDocument();
    for (JsonPointer place : places(starter, JsonPointer.empty())) {
      JsonNode document = starter.deepCopy();
      replace(document, place, replacement);
      ScorecardReading reading = ScorecardReader.read(document);
      assertThat(reading.errors()).as(place.toString()).allMatch(error -> error.pointer() != null);
      assertThat(reading.scorecard() == null)
          .as("%s at %s", intruder, place)
          .isEqualTo(!reading.errors().isEmpty());
    }
  }

  @Test
  void nestedTooDeeplyForAnybodyToMeanIt() throws IOException {
    String where = "{not: ".repeat(900) + "{a: 1}" + "}".repeat(900);
    ObjectNode document = Scorecard.starterDocument().deepCopy();
    ((ObjectNode) document.at("/groups/0/rules/0")).set("where", ContractJson.readYaml(where));
    assertThat(ScorecardReader.read(document).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.message()).contains("more than 100 deep"));
  }

  private static List<JsonPointer> places(JsonNode node, JsonPointer at) {
    List<JsonPointer> found = new ArrayList<>();
    node.properties()
        .forEach(
            field -> {
              JsonPointer place = at.appendProperty(field.getKey());
              found.add(place);
              found.addAll(places(field.getValue(), place));
            });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      JsonPointer place = at.appendIndex(i);
      found.add(place);
      found.addAll(places(node.get(i), place));
    }
    return found;
  }

  private static void replace(JsonNode document, JsonPointer place, JsonNode by) {
    JsonNode parent = document.at(place.head());
    if (parent instanceof ArrayNode array) {
      array.set(place.last().getMatchingIndex(), by);
    } else {
      ((ObjectNode) parent).set(place.last().getMatchingProperty(), by);
    }
  }
}
