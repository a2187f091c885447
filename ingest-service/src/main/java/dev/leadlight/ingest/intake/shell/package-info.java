/** From judged messages to acknowledged records, and the counters that add up. */
@NullMarked
package dev.leadlight.ingest.intake.shell;

import org.jspecify.annotations.NullMarked;
