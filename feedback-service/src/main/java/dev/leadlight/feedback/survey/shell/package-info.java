/** Surveys over HTTP. */
@NullMarked
package dev.leadlight.feedback.survey.shell;

import org.jspecify.annotations.NullMarked;
