/**
 * Klaviyo's profiles, events and lists. Start with {@link
 * dev.leadlight.routing.connector.klaviyo.KlaviyoDialogue}.
 */
@NullMarked
package dev.leadlight.routing.connector.klaviyo;

import org.jspecify.annotations.NullMarked;
