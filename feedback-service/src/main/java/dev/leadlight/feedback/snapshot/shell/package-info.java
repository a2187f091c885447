/** Snapshots: months are made and dropped, and what is asked for is streamed out. */
@NullMarked
package dev.leadlight.feedback.snapshot.shell;

import org.jspecify.annotations.NullMarked;
