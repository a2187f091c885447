/** Klaviyo's caller. */
@NullMarked
package dev.leadlight.routing.connector.klaviyo.shell;

import org.jspecify.annotations.NullMarked;
