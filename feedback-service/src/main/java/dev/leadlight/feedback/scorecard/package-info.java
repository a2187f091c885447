/**
 * Which scorecard is in force, since when, by whom and why? A publication is stored first and
 * marked once the topic has it, so that none is lost and all arrive in the order of their numbers.
 */
@NullMarked
package dev.leadlight.feedback.scorecard;

import org.jspecify.annotations.NullMarked;
