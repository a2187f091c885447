package dev.leadlight.scoring.identity;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.scoring.lead.LeadState;

/**
 * One identity of an event, and the lead it belongs to so far.
 *
 * @param linkedAt of that link, in epoch milliseconds
 */
public record Claim(Identity identity, LeadState lead, long linkedAt) {}
