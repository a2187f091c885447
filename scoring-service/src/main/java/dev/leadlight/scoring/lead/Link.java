package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.identity.LeadId;

/**
 * Whose an identity is.
 *
 * @param linkedAt when it was last linked, by the time of the event, in epoch milliseconds; a later
 *     link of a browser or device moves it
 */
public record Link(LeadId lead, long linkedAt) {}
