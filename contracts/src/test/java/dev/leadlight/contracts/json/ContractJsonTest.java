package dev.leadlight.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractJsonTest {

  private record Price(BigDecimal value, Map<String, Object> properties) {}

  @ParameterizedTest
  @ValueSource(
      strings = {"129.90", "0.10", "1E+3", "100000000000000000000", "0.1000000000000000000001"})
  void keepsEveryDigitOfMoney(String number) throws IOException {
    String json = "{\"value\":%s,\"properties\":{\"price\":%s}}".formatted(number, number);
    Price price = ContractJson.read(utf8(json), Price.class);
    assertThat(price.value()).isEqualTo(new BigDecimal(number));
    assertThat(text(ContractJson.write(price))).isEqualTo(json);
  }

  @Test
  void readsExponentsAsTheSameAmount() throws IOException {
    Price price = ContractJson.read(utf8("{\"value\":1e3,\"properties\":{}}"), Price.class);
    assertThat(price.value()).isEqualByComparingTo("1000");
  }

  @Test
  void writesTimeAsText() {
    Map<String, Object> times = new LinkedHashMap<>();
    times.put("at", Instant.parse("2026-03-01T10:00:00.120Z"));
    times.put("after", Duration.ofDays(1));
    assertThat(text(ContractJson.write(times)))
        .isEqualTo("{\"at\":\"2026-03-01T10:00:00.120Z\",\"after\":\"PT24H\"}");
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -0.0, 1, 42, 999, 1000, -1, 0.5, 1e7, 1e300, Double.MIN_VALUE, Double.NaN})
  void writesDoublesAsTheirOwnText(double number) {
    String text = Double.isFinite(number) ? Double.toString(number) : "\"" + number + "\"";
    assertThat(text(ContractJson.write(new double[] {number}))).isEqualTo("[" + text + "]");
    assertThat(text(ContractJson.write(Map.of("n", number)))).isEqualTo("{\"n\":" + text + "}");
  }

  @Test
  void ignoresFieldsOfLaterVersions() throws IOException {
    Price price =
        ContractJson.read(utf8("{\"value\":1,\"properties\":{},\"tax\":[{}]}"), Price.class);
    assertThat(price.value()).isEqualTo(BigDecimal.ONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "[]", "{", "{\"value\":\"much\"}"})
  void refusesWhatIsNotOfTheShape(String json) {
    assertThatThrownBy(() -> ContractJson.read(utf8(json), Price.class))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({"on,STRING", "no,STRING", "y,STRING", "true,BOOLEAN", "12:30,STRING", "1e3,NUMBER"})
  void readsYamlBy12CoreRules(String scalar, String type) throws IOException {
    JsonNode document = ContractJson.readYaml("on: " + scalar);
    assertThat(document.path("on").getNodeType()).hasToString(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: 1;b: 2;a: 3              | The key 'a' stands twice, again at line 3.
          a:;\t- 1                    | The body is neither YAML nor JSON at line 2: a tab; YAML is indented by spaces.
          a: [1, 2};b: 3              | The body is neither YAML nor JSON at line 1: expected ',' or ']', but got }.
          a: .inf                     | The body is neither YAML nor JSON at line 1.
          a: &x [1, 2];b: *x          | There is an alias, *x, at line 2; write out what it stands for.
          a: &x {b: 1};c: {<<: *x}    | There is an alias, *x, at line 2; write out what it stands for.
          a: 1;b: !!binary aGVsbG8=   | There is binary data at line 2; write text.
          a: 1;---;a: 2               | A second document begins at line 3; send one.
          """)
  void saysWhatAndWhereItIsThatMakesTextNoDocument(String text, String sentence) {
    String lines = text.replace(";", "\n").replace("\\t", "\t");
    assertThatThrownBy(() -> ContractJson.readYaml(lines))
        .isInstanceOf(UnreadableYamlException.class)
        .hasMessage(sentence);
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
