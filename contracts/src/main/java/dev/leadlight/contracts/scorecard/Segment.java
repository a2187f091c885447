package dev.leadlight.contracts.scorecard;

import org.jspecify.annotations.Nullable;

/**
 * A named kind of behaviour. A lead is in any number of segments; which ones is worked out from its
 * evidence at the moment of asking, like its score.
 *
 * @param description one sentence for people; null if there is none
 * @param when who is in it
 */
public record Segment(String id, @Nullable String description, SegmentCondition when) {}
