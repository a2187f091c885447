package dev.leadlight.routing.assignment;

import org.jspecify.annotations.Nullable;

/**
 * A rep as a decision saw it.
 *
 * @param skipped null for the one who got the lead
 * @param owed what the rep was behind by when it was decided, its share of this lead included
 */
public record Candidate(String rep, @Nullable Skip skipped, double owed) {}
