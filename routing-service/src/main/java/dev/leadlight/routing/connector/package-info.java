/**
 * What do we say? Words and answers that all destinations have in common; one package below for
 * each system, with pure request builders.
 */
@NullMarked
package dev.leadlight.routing.connector;

import org.jspecify.annotations.NullMarked;
