/** HubSpot's caller. */
@NullMarked
package dev.leadlight.routing.connector.hubspot.shell;

import org.jspecify.annotations.NullMarked;
