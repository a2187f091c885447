package dev.leadlight.feedback.scorecard.shell;

import dev.leadlight.feedback.scorecard.StoredVersion;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Puts scorecards on their topic, from which every scoring replica takes them. */
@ApplicationScoped
public class ScorecardPublisher {

  private final MutinyEmitter<byte[]> scorecards;

  ScorecardPublisher(@Channel("published-scorecards") MutinyEmitter<byte[]> scorecards) {
    this.scorecards = scorecards;
  }

  /** Completes when Kafka has it. */
  public Uni<Void> publish(StoredVersion version) {
    return scorecards.sendMessage(
        Message.of(version.document().getBytes(StandardCharsets.UTF_8))
            .addMetadata(
                OutgoingKafkaRecordMetadata.<String>builder()
                    .withKey(version.scorecardId())
                    .build()));
  }
}
