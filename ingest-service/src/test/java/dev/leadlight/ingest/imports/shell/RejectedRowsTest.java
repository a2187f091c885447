package dev.leadlight.ingest.imports.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.ingest.imports.States;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.SharedInfrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RejectedRowsTest {

  /** Of whatever version wrote it; all of the source's reports would end there for two weeks. */
  @Test
  void aRecordThatNobodyCanReadEndsNoReport() throws IOException {
    String kafka = SharedInfrastructure.with(List.of(ServerKind.KAFKA)).kafkaBootstrapServers();
    ImportState state =
        States.started("r-1", "poisoned", ImportState.Format.CSV, Map.of(), Instant.now());
    try (TopicRecords topics = new TopicRecords(kafka)) {
      topics.publish(Topics.EVENTS_REJECTED, "poisoned", "no refused event".getBytes(UTF_8));
      topics.publish(Topics.EVENTS_REJECTED, "poisoned", (byte[]) null);
    }
    ByteArrayOutputStream report = new ByteArrayOutputStream();

    new RejectedRows(Map.of("bootstrap.servers", kafka)).write(state, report);

    assertThat(report.toString(UTF_8).lines())
        .containsExactly("\"row\",\"column\",\"reason\",\"detail\",\"raw\"");
  }
}
