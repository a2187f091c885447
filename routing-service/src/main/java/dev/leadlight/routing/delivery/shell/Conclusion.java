package dev.leadlight.routing.delivery.shell;

import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a claimed delivery.
 *
 * @param attempt null if none was made
 * @param at when that was known
 */
public record Conclusion(Claim claim, @Nullable Attempt attempt, Verdict verdict, Instant at) {}
