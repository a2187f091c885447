package dev.leadlight.scoring.lead.shell;

import dev.leadlight.scoring.lead.LeadState;

/**
 * A lead as it was read.
 *
 * @param version grows by one with each write; 0 if there was nothing
 */
public record Versioned(LeadState state, long version) {}
