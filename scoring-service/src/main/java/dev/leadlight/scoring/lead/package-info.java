/**
 * What is remembered of a lead: evidence, not points. Start with {@link
 * dev.leadlight.scoring.lead.LeadState}.
 */
@NullMarked
package dev.leadlight.scoring.lead;

import org.jspecify.annotations.NullMarked;
