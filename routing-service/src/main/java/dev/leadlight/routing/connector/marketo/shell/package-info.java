/** Marketo's caller. */
@NullMarked
package dev.leadlight.routing.connector.marketo.shell;

import org.jspecify.annotations.NullMarked;
