package dev.leadlight.contracts.scorecard;

/**
 * A tier of leads.
 *
 * @param from rounded score, in points, at which it is reached
 */
public record Tier(String name, double from) {}
