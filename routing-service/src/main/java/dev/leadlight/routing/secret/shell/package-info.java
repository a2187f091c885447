/** Looks secrets up where they lie. */
@NullMarked
package dev.leadlight.routing.secret.shell;

import org.jspecify.annotations.NullMarked;
