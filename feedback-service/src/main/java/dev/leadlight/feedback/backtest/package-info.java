/**
 * What would a draft have said in the past? scoring-service finds out; what it finds stays beside
 * the draft: asked → followed → kept. Start at {@link
 * dev.leadlight.feedback.backtest.shell.BacktestWorkflow}.
 */
@NullMarked
package dev.leadlight.feedback.backtest;

import org.jspecify.annotations.NullMarked;
