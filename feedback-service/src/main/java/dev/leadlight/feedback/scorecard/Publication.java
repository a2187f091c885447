package dev.leadlight.feedback.scorecard;

import java.time.Instant;

/**
 * Somebody's wish to put a scorecard in force.
 *
 * @param scorecardId the card
 * @param by who
 * @param reason why, as given; may be empty
 * @param at when it was asked for, by our clock
 * @param isAnnounced whether leads that stand in another tier under it are told to others, or only
 *     recorded
 * @param origin where the card came from
 */
public record Publication(
    String scorecardId, String by, String reason, Instant at, boolean isAnnounced, Origin origin) {}
