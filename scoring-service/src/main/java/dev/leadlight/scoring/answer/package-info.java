/** What is told of a lead. Start with {@link dev.leadlight.scoring.answer.LeadAnswer}. */
@NullMarked
package dev.leadlight.scoring.answer;

import org.jspecify.annotations.NullMarked;
