package dev.leadlight.contracts.scorecard;

/**
 * The learned part: contributes {@code weight × 100 × probability}.
 *
 * @param model its id, or {@code none}
 * @param weight 0 to 1
 */
public record Predictive(String model, double weight) {}
