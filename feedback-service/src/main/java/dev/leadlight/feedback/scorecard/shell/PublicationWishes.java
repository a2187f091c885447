package dev.leadlight.feedback.scorecard.shell;

import dev.leadlight.feedback.scorecard.Origin;
import dev.leadlight.feedback.scorecard.Publication;
import dev.leadlight.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

  /**
   * As they are sent.
   *
   * @param announce true or false; anything else is no wish that could be taken for one of them
   * @param usual what holds if nothing is sent
   */
  static PublicationWishes of(String reason, @Nullable String announce, boolean usual) {
    String sent = announce == null ? "" : announce.strip().toLowerCase(Locale.ROOT);
    return switch (sent) {
      case "" -> new PublicationWishes(reason, usual);
      case "true" -> new PublicationWishes(reason, true);
      case "false" -> new PublicationWishes(reason, false);
      default -> throw ProblemException.parameter("X-Announce", "true or false");
    };
  }

  Publication publication(String scorecardId, String by, Instant now, Origin origin) {
    return new Publication(scorecardId, by, reason, now, isAnnounced, origin);
  }
}
