package dev.leadlight.ingest.imports.shell;

import static dev.leadlight.ingest.imports.shell.ImportCalls.operator;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.ImportState.Format;
import dev.leadlight.contracts.imports.ImportState.State;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.imports.States;
import dev.leadlight.ingest.intake.shell.EventPublisher;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replica that is killed in the middle of a file can't say so; one that waits does. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class ImportLeftAloneTest extends ImportedFiles {

  @Inject EventPublisher publisher;
  @Inject ImportConfig config;

  private ImportStore replica;

  @BeforeEach
  void anotherReplicaStarts() {
    replica = new ImportStore(publisher, config);
  }

  @ParameterizedTest
  @CsvSource({"PT-10M, INTERRUPTED", "PT-1S, RUNNING", "PT10M, RUNNING"})
  void whatNobodyReadsAnyMoreStandsStill(Duration lastSign, State told) {
    ImportState left = running(Instant.now().plus(lastSign));
    replica.read(left);
    replica.caughtUp();

    assertThat(replica.known(calls.run).state()).isEqualTo(told);
    assertThat(replica.all()).extracting(ImportState::state).containsExactly(told);
    assertThat(replica.known(calls.run).offset()).isEqualTo(left.offset());
    assertThat(replica.known(calls.run).updatedAt()).isEqualTo(left.updatedAt());
  }

  /** However far the other one's clock is behind. */
  @Test
  void whatIsHeardOfRuns() {
    replica.caughtUp();
    replica.read(running(Instant.now().minus(Duration.ofHours(1))));

    assertThat(replica.known(calls.run).state()).isEqualTo(State.RUNNING);
  }

  @Test
  void itsRunningAgainIsHeard() {
    ImportState left = running(Instant.now().minus(Duration.ofHours(1)));
    replica.read(left);
    replica.caughtUp();
    assertThat(replica.known(calls.run).trouble()).contains("Send the rest of the file");

    replica.read(States.alive(left, Instant.now()));

    assertThat(replica.known(calls.run).state()).isEqualTo(State.RUNNING);
    assertThat(replica.known(calls.run).trouble()).isNull();
  }

  @Test
  void anyReplicaGoesOnWithIt() {
    byte[] file = calls.receipts(3);
    calls
        .order("pos-transactions")
        .header("Upload-Complete", "?0")
        .body(ImportCalls.HEADER)
        .post("/v1/imports")
        .then()
        .statusCode(201);
    replica.read(shown());
    replica.caughtUp();
    replica
        .save(States.claimed(replica.known(calls.run), Instant.now().minus(Duration.ofHours(1))))
        .await()
        .indefinitely();
    await().atMost(60, SECONDS).until(() -> calls.state().equals("running"));

    calls.goOn(file, ImportCalls.HEADER.length()).statusCode(200).body("accepted", equalTo(3));
    operator().get("/v1/imports/" + calls.run).then().body("state", equalTo("complete"));
  }

  @Test
  void whoWaitsForItsSenderIsHeardOf() throws IOException {
    byte[] file = calls.receipts(6_000);
    try (Upload upload = Upload.begin(calls.run, file.length)) {
      upload.send(file, 0, file.length / 2);
      await().atMost(60, SECONDS).until(() -> calls.offset() > 0);

      // Nothing more can be stored, for nothing more comes.
      await().atMost(60, SECONDS).until(this::isStillThere);
    }
  }

  private boolean isStillThere() {
    List<ImportState> states = states();
    ImportState last = states.get(states.size() - 1);
    ImportState before = states.get(states.size() - 2);
    return last.state() == State.RUNNING
        && last.offset() > 0
        && last.offset() == before.offset()
        && last.updatedAt().isAfter(before.updatedAt());
  }

  private ImportState running(Instant lastSign) {
    ImportState started = States.started(calls.run, "till", Format.CSV, Map.of(), lastSign);
    return States.claimed(started, lastSign);
  }

  /** What the topic says last of this test's import. */
  private ImportState shown() {
    List<ImportState> states = states();
    return states.get(states.size() - 1);
  }

  private List<ImportState> states() {
    return TopicRecords.read(
            infrastructure.kafkaBootstrapServers(),
            Topics.IMPORTS,
            record -> record.key().equals("import:" + calls.run))
        .stream()
        .map(record -> state(record.value()))
        .toList();
  }

  private static ImportState state(byte[] json) {
    try {
      return ContractJson.read(json, ImportState.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
