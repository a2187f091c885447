package dev.leadlight.scoring.score;

/**
 * A rule's match.
 *
 * @param at when it happened, in epoch milliseconds; noon UTC of the day for very old ones
 * @param points what it was worth then
 * @param pointsNow what it is worth at the moment asked for, after decay, before the cap of its
 *     group; 0 once a conversion hides it
 */
public record Match(String group, String rule, long at, double points, double pointsNow) {}
