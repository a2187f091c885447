package dev.leadlight.ingest.tracking.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.body.shell.BodyException;
import dev.leadlight.ingest.body.shell.ContentEncoding;
import dev.leadlight.ingest.intake.Call;
import dev.leadlight.ingest.intake.Delivery;
import dev.leadlight.ingest.intake.Intake;
import dev.leadlight.ingest.intake.shell.Records;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.platform.problem.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand spoilt bodies, from their bytes to their records: each message becomes an
 * event that reads as it was judged or a refusal with its reason, and nothing is a fault of ours.
 * {@link FuzzTest} sends some of them over the wire.
 */
class SpoiltBodiesTest {

  private static final int BODIES = Integer.getInteger("fuzz.bodies", 100_000);
  private static final int MOST_BYTES = 520 * 1024;
  private static final int MOST_MESSAGE_BYTES = 32 * 1024;
  private static final Instant NOW = Instant.parse("2026-09-22T12:00:00.250Z");
  private static final Source SOURCE = new Source("fuzz", Channel.ONLINE, Set.of());

  private final Records records = new Records(() -> "identity-secret-of-the-tests");
  private final LongAdder events = new LongAdder();
  private final LongAdder refusals = new LongAdder();

  @Test
  void eachMessageIsAnEventOrARefusalWithItsReason() throws IOException {
    long seed = Long.getLong("fuzz.seed", 20_260_922L);
    Mutator mutator = new Mutator(seed, CapturedBodies.all());

    IntStream.range(0, BODIES)
        .parallel()
        .mapToObj(mutator::mutant)
        .forEach(mutant -> judge(mutant, "fuzz.seed=" + seed + ", " + mutant));

    assertThat(events.sum()).isGreaterThan(BODIES / 10);
    assertThat(refusals.sum()).isGreaterThan(BODIES / 10);
  }

  private void judge(Mutant mutant, String name) {
    try {
      Submission submission = submission(mutant);
      ProblemException problem = submission.problem();
      if (problem != null) {
        assertThat(problem.problem().status() / 100).as(name).isEqualTo(4);
        assertThat(submission.items()).as(name).hasSize(1);
      }
      Intake intake = Intake.of(delivery(submission), () -> "fresh");
      List<ProducerRecord<String, byte[]>> written = records.of(intake);
      assertThat(written).as(name).hasSameSizeAs(submission.items());
      for (int i = 0; i < written.size(); i++) {
        judge(intake.judged().get(i), written.get(i));
      }
    } catch (RuntimeException fault) {
      throw new AssertionError(name, fault);
    }
  }

  private void judge(Intake.Judged judged, ProducerRecord<String, byte[]> record) {
    String topic =
        judged
            .verdict()
            .fold(
                accepted -> {
                  events.increment();
                  assertThat(record.value()).isEqualTo(ContractJson.write(accepted.event()));
                  return Topics.EVENTS.name();
                },
                rejected -> {
                  refusals.increment();
                  return Topics.EVENTS_REJECTED.name();
                });
    assertThat(record.topic()).isEqualTo(topic);
  }

  /** As the resource reads it. */
  private static Submission submission(Mutant mutant) {
    try {
      byte[] body = ContentEncoding.decoded(mutant.body(), encoding(mutant), MOST_BYTES);
      return Call.ofEndpoint(FuzzClient.lastSegment(mutant.path()))
          .map(call -> SubmissionReader.single(call, body))
          .orElseGet(() -> SubmissionReader.batch(body));
    } catch (BodyException unread) {
      return SubmissionReader.unread(unread);
    }
  }

  private static @Nullable String encoding(Mutant mutant) {
    String name = "Content-Encoding: ";
    return mutant.headers().stream()
        .filter(header -> header.startsWith(name))
        .map(header -> header.substring(name.length()))
        .findFirst()
        .orElse(null);
  }

  private static Delivery delivery(Submission submission) {
    return new Delivery(
        SOURCE,
        "/v1",
        NOW,
        submission.call(),
        submission.envelope(),
        submission.items(),
        MOST_MESSAGE_BYTES);
  }
}
