/**
 * How many people came into a store? What a sensor has sent is read here: event → {@link
 * dev.leadlight.feedback.footfall.Footfall#read}; the history writes it down, key figures add it
 * up.
 */
@NullMarked
package dev.leadlight.feedback.footfall;

import org.jspecify.annotations.NullMarked;
