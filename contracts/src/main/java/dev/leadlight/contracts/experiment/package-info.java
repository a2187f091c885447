/** Trials of scorecards against each other on live leads. */
@NullMarked
package dev.leadlight.contracts.experiment;

import org.jspecify.annotations.NullMarked;
