package dev.leadlight.routing.assignment;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.tier.LeadValue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lead that somebody is to act on.
 *
 * @param id derived from its cause, so that deciding twice gives the same
 * @param rep whose it is; null while it waits
 * @param score of the lead when it came
 * @param worth of the lead as a customer, in money; the queue is ordered by it, and by the score
 *     among equals
 * @param identityKeys of the identities that the lead is known by; they tell nothing about anybody
 * @param respondWithin working time in which the rep has to acknowledge it
 * @param hadIt reps that had this lead before in this run and let it go
 * @param createdAt since when it waits or is the rep's
 */
public record Assignment(
    String id,
    String leadId,
    String tierChangeId,
    String action,
    AssignmentState state,
    @Nullable String rep,
    double score,
    double worth,
    List<String> identityKeys,
    Requirement requirement,
    Duration respondWithin,
    Set<String> hadIt,
    Instant createdAt) {

  /** CRMs tell on which day a deal was closed, and not when. */
  private static final Duration ONE_DAY = Duration.ofDays(1);

  public Assignment {
    identityKeys = List.copyOf(identityKeys);
    hadIt = Set.copyOf(hadIt);
  }

  /**
   * What a lead is worth: what it will still spend if that is known, else what it has spent; 0 if
   * it never bought. An installation has one currency, so amounts are compared as they are.
   */
  public static double worth(@Nullable LeadValue value) {
    if (value == null) {
      return 0;
    }
    return value.expected() == null ? value.spent().doubleValue() : value.expected().doubleValue();
  }

  /**
   * Whether what was said of the lead may be about this: it isn't, if this began long after it was
   * said, however late it is told.
   */
  public boolean isMeantBy(Instant saidAt) {
    return !createdAt.minus(ONE_DAY).isAfter(saidAt);
  }

  /** Whether it waits for somebody, and that rep had the lead before in this run. */
  boolean isWaitingAfter(String former) {
    return state == AssignmentState.WAITING && hadIt.contains(former);
  }

  /** Whether somebody else may take the lead: nobody has acknowledged it, and it is not theirs. */
  public boolean isFreeFor(String other) {
    return state.isOpen() && state != AssignmentState.ACKNOWLEDGED && !other.equals(rep);
  }

  /** The one that follows when this one's rep has let the lead go. Nobody's yet. */
  public Assignment following(Instant now) {
    Set<String> before = new HashSet<>(hadIt);
    if (rep != null) {
      before.add(rep);
    }
    return new Assignment(
        idOf(id, String.valueOf(rep)),
        leadId,
        tierChangeId,
        action,
        AssignmentState.WAITING,
        null,
        score,
        worth,
        identityKeys,
        requirement,
        respondWithin,
        before,
        now);
  }

  /** 26 characters: {@code asg_} and 128 bits of a hash in base64url. */
  public static String idOf(String cause, String action) {
    return "asg_" + Sha256.id(cause + "\n" + action);
  }
}
