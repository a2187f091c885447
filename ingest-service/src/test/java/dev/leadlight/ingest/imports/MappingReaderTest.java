package dev.leadlight.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.http.Problem.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingReaderTest {

  @Test
  void aMemberThatMeansNothingIsPointedAtWhateverItIsCalled() {
    assertThat(
            MappingReader.read(
                    Map.of(
                        "fields",
                        List.of(Map.of("to", "/event", "column", "a")),
                        "either/or~",
                        true))
                .errors())
        .extracting(Place::pointer)
        .containsExactly("/either~1or~0");
  }

  @Test
  void whatIsWrongInAFurtherMessageIsPointedAt() {
    Map<String, Object> also =
        Map.of(
            "column", "paid back",
            "above", "0",
            "event", "Order Refunded",
            "suffix", "refunded",
            "unsigned", true,
            "fields",
                List.of(
                    Map.of("to", "/properties/a", "column", "a"),
                    Map.of("to", "/properties/a/b", "column", "b")));

    assertThat(
            MappingReader.read(
                    Map.of(
                        "fields",
                        List.of(Map.of("to", "/event", "column", "a")),
                        "also",
                        List.of(also)))
                .errors())
        .extracting(Place::pointer)
        .containsExactlyInAnyOrder("/also/0", "/also/0/unsigned", "/also/0/fields");
  }
}
