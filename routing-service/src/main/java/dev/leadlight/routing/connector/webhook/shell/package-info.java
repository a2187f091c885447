/** The generic webhook's sender. */
@NullMarked
package dev.leadlight.routing.connector.webhook.shell;

import org.jspecify.annotations.NullMarked;
