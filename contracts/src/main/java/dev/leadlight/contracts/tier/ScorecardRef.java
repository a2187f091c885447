package dev.leadlight.contracts.tier;

/** Which scorecard said so. */
public record ScorecardRef(String id, String version) {}
