package dev.leadlight.feedback.scorecard.diff;

/**
 * One difference between two cards.
 *
 * @param pointer JSON pointer to it: in the newer document, or in the older one if it is gone
 * @param isGone whether the newer document has nothing of the kind any more
 * @param sentence what it is, for people
 */
public record Change(String pointer, boolean isGone, String sentence) {}
