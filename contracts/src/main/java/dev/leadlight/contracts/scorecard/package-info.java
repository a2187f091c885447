/**
 * The scorecard document, parsed and checked. What it means for a lead is scoring-service's
 * business.
 */
@NullMarked
package dev.leadlight.contracts.scorecard;

import org.jspecify.annotations.NullMarked;
