package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.identity.Identity;

/**
 * An identity that belongs to a lead.
 *
 * @param seenAt when it was last seen, in epoch milliseconds
 */
public record KnownIdentity(Identity identity, long seenAt) {}
