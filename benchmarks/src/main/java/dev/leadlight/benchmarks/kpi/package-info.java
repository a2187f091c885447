/**
 * feedback-service's key figures over a long history: how long each request takes, and whether it
 * says what raw SQL over the records says. Start at {@link
 * dev.leadlight.benchmarks.kpi.KpiCommand}.
 */
@NullMarked
package dev.leadlight.benchmarks.kpi;

import org.jspecify.annotations.NullMarked;
