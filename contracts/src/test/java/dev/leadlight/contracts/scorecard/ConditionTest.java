package dev.leadlight.contracts.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

  @ParameterizedTest(name = "{0} meets {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: x}                               | {"a": "x"}                | true
          {a: x}                               | {"a": "X"}                | false
          {a: x}                               | {}                        | false
          {a: {equals: x}}                     | {"a": "x"}                | true
          {a: [x, y]}                          | {"a": "y"}                | true
          {a: [x, y]}                          | {"a": "z"}                | false
          {a: {in: [x, y]}}                    | {"a": "y"}                | true
          {a: 5}                               | {"a": 5}                  | true
          {a: 5}                               | {"a": 5.00}               | true
          {a: 5}                               | {"a": "5"}                | true
          {a: 5}                               | {"a": "five"}             | false
          {a: '5'}                             | {"a": 5}                  | true
          {a: true}                            | {"a": true}               | true
          {a: true}                            | {"a": false}              | false
          {a: {startsWith: /ship}}             | {"a": "/shipping"}        | true
          {a: {startsWith: [/x, /ship]}}       | {"a": "/shipping"}        | true
          {a: {startsWith: /ship}}             | {"a": "/a/shipping"}      | false
          {a: {startsWith: '5'}}               | {"a": 55}                 | false
          {a: {startsWith: /ship}}             | {}                        | false
          {a: {gt: 5}}                         | {"a": 5}                  | false
          {a: {gt: 5}}                         | {"a": 5.01}               | true
          {a: {gte: 5}}                        | {"a": 5.0}                | true
          {a: {lt: 5}}                         | {"a": 5}                  | false
          {a: {lte: 5}}                        | {"a": 5}                  | true
          {a: {gt: 5}}                         | {"a": " 10 "}             | true
          {a: {gt: 5}}                         | {"a": "ten"}              | false
          {a: {gt: 5}}                         | {"a": true}               | false
          {a: {lt: 5}}                         | {}                        | false
          {a: {gte: 5, lt: 10}}                | {"a": 7}                  | true
          {a: {gte: 5, lt: 10}}                | {"a": 10}                 | false
          {a: {exists: true}}                  | {"a": ""}                 | true
          {a: {exists: true}}                  | {}                        | false
          {a: {exists: false}}                 | {}                        | true
          {a: {exists: false}}                 | {"a": 0}                  | false
          {a: x, b: y}                         | {"a": "x", "b": "y"}      | true
          {a: x, b: y}                         | {"a": "x"}                | false
          {not: {a: x}}                        | {}                        | true
          {not: {a: x}}                        | {"a": "x"}                | false
          {not: {a: x, b: y}}                  | {"a": "x"}                | true
          {any: [{a: x}, {b: y}]}              | {"b": "y"}                | true
          {any: [{a: x}, {b: y}]}              | {"b": "z"}                | false
          {all: [{a: x}, {not: {b: y}}]}       | {"a": "x"}                | true
          {all: [{a: x}, {not: {b: y}}]}       | {"a": "x", "b": "y"}      | false
          {any: [{all: [{a: 1}, {b: 2}]}, {not: {c: {exists: true}}}]} | {"a": 1, "c": 3} | false
          {a: {not: x}}                        | {}                        | true
          {a: {not: [x, y]}}                   | {"a": "y"}                | false
          {a: {any: [{lt: 1}, {gt: 9}]}}       | {"a": 10}                 | true
          {a: {all: [{gt: 1}, {not: 5}]}}      | {"a": 5}                  | false
          {a.b: x}                             | {"a.b": "x"}              | true
          {}                                   | {}                        | true
          """)
  void decides(String where, String properties, boolean expected) throws IOException {
    assertThat(meets(where, properties)).isEqualTo(expected);
  }

  @Test
  void neverThrowsWhateverTheValuesAre() throws IOException {
    for (String value : List.of("[1, 2]", "{\"b\": 1}", "\"\"", "true", "1e99999", "\"NaN\"")) {
      for (String where : List.of("{a: 5}", "{a: x}", "{a: {gt: 5}}", "{a: {startsWith: x}}")) {
        assertThat(meets(where, "{\"a\": " + value + "}")).isIn(true, false);
      }
    }
  }

  private static boolean meets(String where, String properties) throws IOException {
    ObjectMapper mapper = ContractJson.mapper();
    Map<?, ?> values = mapper.treeToValue(mapper.readTree(properties), Map.class);
    return condition(ContractJson.readYaml(where)).test(values::get);
  }

  private static Condition condition(JsonNode where) {
    List<Place> errors = new ArrayList<>();
    Condition condition = ConditionReader.read(where, "/where", errors);
    assertThat(errors).isEmpty();
    return condition;
  }
}
