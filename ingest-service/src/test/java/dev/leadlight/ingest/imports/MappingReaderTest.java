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
}
