/**
 * What do people say of a lead by a click? Signature → click → outcome, assignment and an answer in
 * the message. Start with {@link dev.leadlight.routing.verdict.Click}.
 */
@NullMarked
package dev.leadlight.routing.verdict;

import org.jspecify.annotations.NullMarked;
