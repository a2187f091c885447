package dev.leadlight.scoring.unmerge;

import dev.leadlight.scoring.answer.LeadAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Both leads, as they are now.
 *
 * @param lead the one that was asked for, without what did not belong to it
 * @param separated the lead of those identities; null while the parting waits for events that came
 *     before it
 */
public record UnmergeAnswer(LeadAnswer lead, @Nullable LeadAnswer separated) {}
