package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.tier.Cause;

/**
 * A tier change that was announced. A lead keeps its latest ones as its outbox: when the event that
 * caused one is delivered again, the change is announced again, under the same id; likewise when a
 * wake-up that caused one was not finished.
 *
 * @param id of the change, derived from its cause
 * @param eventHash the causing event's; 0 if it was none
 * @param since the crossing, in epoch milliseconds
 * @param decidedAt when it was noticed, in epoch milliseconds
 */
public record AnnouncedChange(
    String id,
    long eventHash,
    Cause cause,
    long sequence,
    String from,
    String to,
    long since,
    long decidedAt) {}
