/**
 * What has happened with leads? Seven topics are written down as they come: snapshots, tier
 * changes, conversions, signals from stores, counts of people there, outcomes, deliveries. Flow:
 * record → one idempotent insert → acknowledgement. Out-of-order and repeated records leave the
 * same tables, which the first migration describes. Start at {@link
 * dev.leadlight.feedback.history.shell.HistoryStore}.
 */
@NullMarked
package dev.leadlight.feedback.history.shell;

import org.jspecify.annotations.NullMarked;
