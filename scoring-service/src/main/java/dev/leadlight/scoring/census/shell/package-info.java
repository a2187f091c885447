/**
 * Counting customers part by part, in sketches that are merged. Start with {@link
 * dev.leadlight.scoring.census.shell.CensusWorkflow}.
 */
@NullMarked
package dev.leadlight.scoring.census.shell;

import org.jspecify.annotations.NullMarked;
