/** Who has changed what, in all services: entries from their topic, for people to read. */
@NullMarked
package dev.leadlight.feedback.audit;

import org.jspecify.annotations.NullMarked;
