/** The routes of models. */
@NullMarked
package dev.leadlight.feedback.model.shell;

import org.jspecify.annotations.NullMarked;
