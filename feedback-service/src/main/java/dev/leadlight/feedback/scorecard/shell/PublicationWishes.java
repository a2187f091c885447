package dev.leadlight.feedback.scorecard.shell;

import dev.leadlight.feedback.scorecard.Origin;
import dev.leadlight.feedback.scorecard.Publication;
import dev.leadlight.platform.problem.ProblemException;
import java.time.Instant;

/**
 * What somebody who publishes says beside the card.
 *
 * @param reason why; may be empty
 * @param isAnnounced whether leads that stand in another tier under it are told to others
 */
record PublicationWishes(String reason, boolean isAnnounced) {

  private static final int LONGEST_REASON = 500;

  PublicationWishes {
    reason = reason.strip();
    if (reason.length() > LONGEST_REASON) {
      throw ProblemException.parameter("X-Reason", "at most " + LONGEST_REASON + " characters");
    }
  }

  Publication publication(String scorecardId, String by, Instant now, Origin origin) {
    return new Publication(scorecardId, by, reason, now, isAnnounced, origin);
  }
}
