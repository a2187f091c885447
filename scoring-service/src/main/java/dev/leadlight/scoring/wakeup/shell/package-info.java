/**
 * What happens by silence alone: due wake-ups from Redis, silence folded into their leads, effects
 * out to Kafka. What it means is decided by {@link dev.leadlight.scoring.fold.Silence}. Start with
 * {@link dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow}.
 */
@NullMarked
package dev.leadlight.scoring.wakeup.shell;

import org.jspecify.annotations.NullMarked;
