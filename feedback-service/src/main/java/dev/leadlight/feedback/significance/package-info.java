/**
 * Is a difference real? What can be said about proportions and means of two groups, once and while
 * one keeps looking. Pure functions; the distributions and the classic tests are those of Apache
 * Commons Statistics. Formulas with their sources stand on each type; what they promise (error
 * rates, coverage, power) is tested by simulation.
 */
@NullMarked
package dev.leadlight.feedback.significance;

import org.jspecify.annotations.NullMarked;
