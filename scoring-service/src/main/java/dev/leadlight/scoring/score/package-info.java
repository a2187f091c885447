/**
 * What the evidence is worth at a moment: {@code evidence → matches → score → tier}. Start with
 * {@link dev.leadlight.scoring.score.Ledger}.
 */
@NullMarked
package dev.leadlight.scoring.score;

import org.jspecify.annotations.NullMarked;
