package dev.leadlight.local.stack.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  private static final Instant T0 = Instant.parse("2026-09-01T10:00:00Z");
  private static final long ROOMY = 1_000_000;

  @Test
  void messagesAreFoundAgainAfterARestart(@TempDir Path directory) throws IOException {
    outbox(directory, ROOMY).add(message("one"));

    assertThat(ids(outbox(directory, ROOMY).messages(Instant.EPOCH, 10))).containsExactly("one");
  }

  @Test
  void aLineHalfWrittenAtTheEndIsForgotten(@TempDir Path directory) throws IOException {
    // Given
    outbox(directory, ROOMY).add(message("whole"));
    Files.writeString(
        directory.resolve("outbox.ndjson"), "{\"id\":\"ha", StandardOpenOption.APPEND);

    // When
    Outbox reopened = outbox(directory, ROOMY);
    reopened.add(message("next"));

    // Then
    assertThat(ids(reopened.messages(Instant.EPOCH, 10))).containsExactly("whole", "next");
  }

  @Test
  void theOldestGoWhenThereAreTooMany(@TempDir Path directory) throws IOException {
    Outbox outbox = outbox(directory, 2_000);

    for (int number = 0; number < 100; number++) {
      outbox.add(message("m" + number));
    }

    assertThat(ids(outbox.messages(Instant.EPOCH, 1_000)))
        .hasSizeBetween(10, 40)
        .endsWith("m98", "m99");
  }

  @Test
  void aReaderGoesOnWhereItStopped(@TempDir Path directory) throws IOException {
    // Given
    Outbox outbox = outbox(directory, ROOMY);
    for (int number = 0; number < 5; number++) {
      outbox.add(message("m" + number));
    }

    // When
    List<JsonNode> first = outbox.messages(Instant.EPOCH, 3);
    Instant seen = Instant.parse(first.get(2).get("receivedAt").asText());

    // Then
    assertThat(ids(first)).containsExactly("m0", "m1", "m2");
    assertThat(ids(outbox.messages(seen, 10))).containsExactly("m2", "m3", "m4");
    assertThat(ids(outbox.messages(seen.plusNanos(1), 10))).containsExactly("m3", "m4");
  }

  @Test
  void aMessageHasExactlyTheDocumentedFields(@TempDir Path directory) throws IOException {
    Outbox outbox = outbox(directory, ROOMY);

    outbox.add(message("one"));

    assertThat(outbox.messages(Instant.EPOCH, 1).get(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id", "channel", "leadId", "identities", "tier", "tierChangeId", "receivedAt", "body");
  }

  private static Outbox outbox(Path directory, long limit) throws IOException {
    return new Outbox(directory, limit, Clock.fixed(T0, ZoneOffset.UTC));
  }

  private static OutboxMessage message(String id) {
    return new OutboxMessage(
        id,
        OutboxMessage.Channel.SLACK,
        "lead-1",
        List.of("user:u1"),
        "sales-ready",
        null,
        Instant.EPOCH,
        JsonNodeFactory.instance.objectNode());
  }

  private static List<String> ids(List<JsonNode> messages) {
    return messages.stream().map(message -> message.get("id").asText()).toList();
  }
}
