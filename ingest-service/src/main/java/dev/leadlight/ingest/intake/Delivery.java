package dev.leadlight.ingest.intake;

import dev.leadlight.ingest.source.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request of a known source hands over.
 *
 * @param endpoint the path it came by
 * @param receivedAt our clock when it came
 * @param call what all its messages are; null if each says so itself
 * @param items messages in the shape of the Segment specification
 * @param maxMessageBytes largest message that may enter, with what the envelope adds to it
 */
public record Delivery(
    Source source,
    String endpoint,
    Instant receivedAt,
    @Nullable Call call,
    Envelope envelope,
    List<Item> items,
    int maxMessageBytes) {

  public Delivery {
    items = List.copyOf(items);
  }
}
