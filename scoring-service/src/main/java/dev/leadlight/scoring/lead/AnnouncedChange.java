package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.event.Signal;
import org.jspecify.annotations.Nullable;

/**
 * A tier change that was announced. A lead keeps its latest ones as its outbox: when the event that
 * caused one is delivered again, the change is announced again, under the same id.
 *
 * @param id of the change, derived from its cause
 * @param eventHash the causing event's
 * @param since the crossing, in epoch milliseconds
 * @param decidedAt when it was noticed, in epoch milliseconds
 */
public record AnnouncedChange(
    String id,
    long eventHash,
    String eventId,
    @Nullable Signal signal,
    long sequence,
    String from,
    String to,
    long since,
    long decidedAt) {}
