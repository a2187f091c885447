/**
 * HubSpot's contacts and tasks. Start with {@link
 * dev.leadlight.routing.connector.hubspot.HubSpotDialogue}.
 */
@NullMarked
package dev.leadlight.routing.connector.hubspot;

import org.jspecify.annotations.NullMarked;
