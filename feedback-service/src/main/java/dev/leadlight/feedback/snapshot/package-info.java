/**
 * What did leads look like before something happened, and what happened then? Snapshots with their
 * labels, for people's own notebooks. Nothing of what came after a snapshot may be in it: start at
 * {@link dev.leadlight.feedback.snapshot.PointInTime}.
 */
@NullMarked
package dev.leadlight.feedback.snapshot;

import org.jspecify.annotations.NullMarked;
