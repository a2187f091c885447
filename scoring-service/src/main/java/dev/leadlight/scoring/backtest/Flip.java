package dev.leadlight.scoring.backtest;

/**
 * Leads that stand in another tier under the draft than under the live card, at the period's end.
 *
 * @param from tier under the live card
 * @param to tier under the draft
 */
public record Flip(String from, String to, long leads) {}
