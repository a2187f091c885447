/**
 * What came of a lead, as somebody tells it: checked here, then sent to the outcomes topic, from
 * which it is stored. Start at {@link dev.leadlight.feedback.outcome.OutcomeReport}.
 */
@NullMarked
package dev.leadlight.feedback.outcome;

import org.jspecify.annotations.NullMarked;
