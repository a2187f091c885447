package dev.leadlight.contracts.tier;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead reached or left a tier. Published at least once; {@code id} is derived from the cause, so
 * a repeat has the same one and receivers need only a unique key.
 *
 * @param sequence grows with each change of this lead: of two contradicting ones the higher is
 *     later
 * @param identities all of the lead's, strongest first
 * @param score at {@code decidedAt}, unrounded
 * @param reasons the contributions that add up to {@code score}
 * @param since the moment of the crossing, in event time
 * @param decidedAt when the suite noticed
 * @param arm the experiment's arm, if the lead is in one
 * @param channel of the event that caused it, null if time did
 * @param consent by purpose; absent purposes are undecided
 * @param segments of the lead at {@code decidedAt}, in the scorecard's order; null in records from
 *     before there were segments
 * @param rfmGroup the lead's name as a customer at {@code decidedAt}, if it has one
 * @param store in which the lead was last seen, if it ever was
 * @param value of the lead as a customer at {@code decidedAt}; null without orders
 * @param subscribedAt when the lead last asked for marketing at the contact's e-mail address, by a
 *     deed made to say so; null if it never did, and in older records. What a consent banner
 *     repeats with each event is none
 * @param begunAt when the first record of all that the lead has was written: once somebody is
 *     forgotten, the same lead id may begin anew. Null in records of leads that began before it was
 *     kept
 */
public record TierChange(
    String id,
    LeadId leadId,
    long sequence,
    List<Identity> identities,
    Contact contact,
    String from,
    String to,
    Direction direction,
    double score,
    List<Contribution> reasons,
    Instant since,
    Instant decidedAt,
    ScorecardRef scorecard,
    @Nullable String arm,
    Cause cause,
    @Nullable Channel channel,
    Map<String, Boolean> consent,
    @Nullable List<String> segments,
    @Nullable String rfmGroup,
    @Nullable String store,
    @Nullable LeadValue value,
    @Nullable Instant subscribedAt,
    @Nullable Instant begunAt) {

  public TierChange {
    identities = List.copyOf(identities);
    reasons = List.copyOf(reasons);
    consent = Map.copyOf(consent);
    segments = segments == null ? null : List.copyOf(segments);
  }

  /** Whoever was forgotten then or later is the one it is about. */
  public Instant lifeBegunAt() {
    return begunAt == null || begunAt.isAfter(decidedAt) ? decidedAt : begunAt;
  }

  /** Which way. */
  public enum Direction {
    @JsonProperty("up")
    UP,
    @JsonProperty("down")
    DOWN
  }
}
