/**
 * A signed webhook by the Standard Webhooks specification. Start with {@link
 * dev.leadlight.routing.connector.webhook.TierChangedEvent}.
 */
@NullMarked
package dev.leadlight.routing.connector.webhook;

import org.jspecify.annotations.NullMarked;
