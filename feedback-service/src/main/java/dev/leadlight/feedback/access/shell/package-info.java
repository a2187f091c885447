/** The routes and the topic of tokens. */
@NullMarked
package dev.leadlight.feedback.access.shell;

import org.jspecify.annotations.NullMarked;
