/**
 * What would a draft card have said, and what happened then? Leads are scored at moments of the
 * past from what had happened by then, and held against what they did next. Start with {@link
 * dev.leadlight.scoring.backtest.Backtest}.
 */
@NullMarked
package dev.leadlight.scoring.backtest;

import org.jspecify.annotations.NullMarked;
