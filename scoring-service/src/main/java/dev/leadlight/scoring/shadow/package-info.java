/**
 * What would a draft card change? It is held against each live lead that is folded: {@code leads,
 * draft → tiers now and then}. Start with {@link dev.leadlight.scoring.shadow.Verdict}.
 */
@NullMarked
package dev.leadlight.scoring.shadow;

import org.jspecify.annotations.NullMarked;
