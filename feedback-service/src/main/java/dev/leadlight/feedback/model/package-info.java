/** Trained models: checked and published, so that cards can name them. */
@NullMarked
package dev.leadlight.feedback.model;

import org.jspecify.annotations.NullMarked;
