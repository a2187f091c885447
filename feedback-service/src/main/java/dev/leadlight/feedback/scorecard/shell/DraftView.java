package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReading;
import dev.leadlight.contracts.scorecard.lint.ScorecardLint;
import dev.leadlight.feedback.scorecard.Draft;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft as it is answered.
 *
 * @param number names it, together with the card's id
 * @param scorecard the card's id
 * @param basedOn the version it began as, {@code starter} or {@code nothing}
 * @param revision what {@code ETag} and {@code If-Match} tell
 * @param authors all who have written of it
 * @param approvedBy who has approved it as it is now; null if nobody has
 * @param publishedVersion what it has become; null while it is open
 * @param errors what keeps it from being published
 * @param warnings what it says without effect, or with another than expected
 */
public record DraftView(
    long number,
    String scorecard,
    String basedOn,
    long revision,
    List<String> authors,
    Instant createdAt,
    String editedBy,
    Instant editedAt,
    @Nullable String approvedBy,
    @Nullable Integer publishedVersion,
    boolean valid,
    List<Place> errors,
    List<Place> warnings,
    JsonNode document) {

  static DraftView of(Draft draft) {
    JsonNode document = ScorecardDocuments.stored(draft.document());
    ScorecardReading reading = ScorecardDocuments.read(document, draft.scorecardId());
    Scorecard card = reading.scorecard();
    return new DraftView(
        draft.number(),
        draft.scorecardId(),
        draft.basedOn(),
        draft.revision(),
        draft.authors(),
        draft.createdAt(),
        draft.editedBy(),
        draft.editedAt(),
        draft.approver(),
        draft.publishedVersion(),
        card != null,
        reading.errors(),
        card == null ? List.of() : ScorecardLint.warnings(card),
        document);
  }
}
