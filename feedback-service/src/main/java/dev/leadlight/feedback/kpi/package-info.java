/**
 * Were the tiers right, and what came of it? Key figures of a period of whole days, by tier and
 * group, beside those of the period before. What each of them means stands in docs/kpis.md and
 * nowhere else.
 *
 * <p>Flow: a fact marks its lead → the job takes marks and corrects the daily sums by what the lead
 * comes to now less what it came to before (the migration of key figures says how) → a request adds
 * up sums ({@link dev.leadlight.feedback.kpi.Cell}) → {@link dev.leadlight.feedback.kpi.Kpis#of}.
 * People can't be added up by days: {@link dev.leadlight.feedback.kpi.Tally} says how they are
 * counted all the same.
 */
@NullMarked
package dev.leadlight.feedback.kpi;

import org.jspecify.annotations.NullMarked;
