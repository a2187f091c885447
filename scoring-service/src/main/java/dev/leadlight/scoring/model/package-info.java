/**
 * How probable is a purchase, and why? {@code model, features → prediction}. Start with {@link
 * dev.leadlight.scoring.model.Predictor}.
 */
@NullMarked
package dev.leadlight.scoring.model;

import org.jspecify.annotations.NullMarked;
