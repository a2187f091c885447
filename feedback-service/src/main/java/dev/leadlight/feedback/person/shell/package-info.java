/** All that is held about a person, for the person to see. */
@NullMarked
package dev.leadlight.feedback.person.shell;

import org.jspecify.annotations.NullMarked;
