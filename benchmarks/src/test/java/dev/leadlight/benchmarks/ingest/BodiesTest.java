package dev.leadlight.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class BodiesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void singlesAreTrackCallsOfSomebody() throws IOException {
    List<String> singles = Bodies.singles(50, NOW);

    assertThat(singles).hasSize(50).doesNotHaveDuplicates();
    for (String single : singles) {
      JsonNode message = ContractJson.mapper().readTree(single);
      assertThat(message.path("type").asText()).isEqualTo("track");
      assertThat(message.path("event").asText()).isNotEmpty();
      assertThat(message.path("anonymousId").asText()).isNotEmpty();
      assertThat(single.length()).isBetween(700, 2_000);
    }
  }

  @Test
  void batchesMixCallsAsAShopDoes() throws IOException {
    JsonNode batch =
        ContractJson.mapper().readTree(Bodies.batches(1, 10, NOW, "shop").get(0)).path("batch");

    assertThat(
            StreamSupport.stream(batch.spliterator(), false)
                .map(message -> message.path("type").asText()))
        .containsExactly(
            "identify",
            "track",
            "track",
            "track",
            "page",
            "track",
            "track",
            "track",
            "page",
            "track");
  }

  @Test
  void theSameEachTime() {
    assertThat(Bodies.batches(2, 5, NOW, "shop")).isEqualTo(Bodies.batches(2, 5, NOW, "shop"));
  }

  @Test
  void theLimitSplitsABatchIntoTheMessagesAsTheyWereSent() {
    String batch = Bodies.batches(1, 100, NOW, "shop").get(0);

    List<String> messages =
        LimitProgram.split(batch.getBytes(StandardCharsets.UTF_8)).stream()
            .map(message -> new String(message, StandardCharsets.UTF_8))
            .toList();

    assertThat(messages).hasSize(100);
    assertThat(batch).contains(String.join(",", messages));
  }
}
