package dev.leadlight.feedback.publication.shell;

import dev.leadlight.feedback.publication.PublishedDocument;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Puts documents on the topic of scorecards, from which every scoring replica takes them. */
@ApplicationScoped
public class DocumentPublisher {

  private final MutinyEmitter<Record<String, byte[]>> documents;

  DocumentPublisher(
      @Channel("published-documents") MutinyEmitter<Record<String, byte[]>> documents) {
    this.documents = documents;
  }

  /** Completes when Kafka has it. */
  Uni<Void> publish(PublishedDocument document) {
    return documents.send(Record.of(document.key(), document.bytes()));
  }
}
