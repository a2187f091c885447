/**
 * What does a lead look like in numbers? {@code evidence, moment → features}. Start with {@link
 * dev.leadlight.scoring.feature.Features}.
 */
@NullMarked
package dev.leadlight.scoring.feature;

import org.jspecify.annotations.NullMarked;
