package dev.leadlight.contracts.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

  private static final Path PAGES = Path.of("../docs/problems");

  @ParameterizedTest
  @EnumSource
  void hasAPageWithItsTitleAndStatus(ProblemType type) throws IOException {
    Path page = PAGES.resolve(type.code() + ".md");
    assertThat(page).as("each problem type is explained to those who meet it").exists();
    assertThat(Files.readString(page))
        .startsWith("# " + type.title() + "\n")
        .contains("HTTP " + type.status())
        .contains("## What it means", "## Why it happens", "## What to do");
  }

  @Test
  void hasNoPageWithoutAType() throws IOException {
    List<String> pages = Arrays.stream(ProblemType.values()).map(t -> t.code() + ".md").toList();
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(files.map(Path::getFileName))
          .allSatisfy(file -> assertThat(file.toString()).isIn(pages));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isAnRfc9457ProblemThatAlsoOlderClientsRead(ProblemType type) throws IOException {
    Problem problem = Problem.of(type, "what to change", List.of(Problem.Place.at("/a", "b")));
    JsonNode json = ContractJson.mapper().readTree(ContractJson.write(problem));
    assertThat(json.get("type").asText()).endsWith("/problems/" + type.code());
    assertThat(json.get("title").asText()).isEqualTo(type.title());
    assertThat(json.get("status").asInt()).isEqualTo(type.status());
    assertThat(json.get("detail").asText()).isEqualTo("what to change");
    assertThat(json.get("code").asText()).isEqualTo(type.code());
    assertThat(json.get("message").asText()).isEqualTo("what to change");
    assertThat(json.at("/errors/0/pointer").asText()).isEqualTo("/a");
    assertThat(json.get("errors").get(0).has("parameter")).isFalse();
  }

  @Test
  void leavesTheListOfPlacesOutWhenThereIsNone() throws IOException {
    Problem problem = Problem.of(ProblemType.NOT_FOUND, "no such lead", List.of());
    assertThat(ContractJson.mapper().readTree(ContractJson.write(problem)).has("errors")).isFalse();
  }
}
