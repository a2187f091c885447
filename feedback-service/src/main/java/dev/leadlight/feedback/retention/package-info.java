/** How long is what kept? Settings for each kind of data, and one job that prunes in batches. */
@NullMarked
package dev.leadlight.feedback.retention;

import org.jspecify.annotations.NullMarked;
