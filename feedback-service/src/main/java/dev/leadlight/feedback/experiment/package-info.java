/**
 * Which card is better, and is it worth anything to act on leads at all? Reads what happened to the
 * leads of each arm of an experiment and says it in figures and in a sentence.
 *
 * <ul>
 *   <li>A lead takes part from the first moment in the experiment at which it was seen under its
 *       arm: <b>exposure</b>. Other shares move leads, so with them all of it begins anew. Leads
 *       that became one count once, under the survivor's arm.
 *   <li><b>converted</b>: ordered at least once from exposure on, while the experiment ran.
 *   <li><b>revenue per lead</b>: the orders' values in the card's currency from exposure on, over
 *       all leads of the arm, those who bought nothing included.
 *   <li><b>before</b>: the same over the days before exposure, as many as the experiment has
 *       lasted.
 * </ul>
 *
 * <p>Flow: experiment → one SQL statement that counts by arm → {@link
 * dev.leadlight.feedback.experiment.ExperimentReport#of}.
 */
@NullMarked
package dev.leadlight.feedback.experiment;

import org.jspecify.annotations.NullMarked;
