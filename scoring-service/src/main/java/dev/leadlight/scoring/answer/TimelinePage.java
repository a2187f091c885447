package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.identity.LeadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what happened to a lead.
 *
 * @param at the moment at which all pages of one walk are evaluated
 * @param entries newest first
 * @param next where it goes on; null at the end
 */
public record TimelinePage(
    LeadId leadId, Instant at, List<TimelineEntry> entries, @Nullable String next) {

  public TimelinePage {
    entries = List.copyOf(entries);
  }
}
