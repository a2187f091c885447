package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.tracking.Verdict;
import dev.leadlight.ingest.tracking.Verdict.Rejected;
import dev.leadlight.ingest.tracking.shell.Submission.Item;
import java.time.Instant;
import java.util.List;

/**
 * A request's messages with their verdicts.
 *
 * @param endpoint the path they came by
 */
record Intake(Source source, Instant receivedAt, String endpoint, List<Judged> judged) {

  /** One message and what becomes of it. */
  record Judged(Item item, Verdict verdict) {}

  int size() {
    return judged.size();
  }

  List<Rejected> rejections() {
    return judged.stream()
        .map(Judged::verdict)
        .filter(Rejected.class::isInstance)
        .map(Rejected.class::cast)
        .toList();
  }
}
