/**
 * Did this vendor really send it, and what does it tell us? One pure adapter a vendor: <em>request
 * → authentic or not → messages in the shape of the Segment specification → intake</em>. Start with
 * {@link dev.leadlight.ingest.webhook.WebhookAdapter}; {@link dev.leadlight.ingest.webhook.Vendors}
 * lists them.
 */
@NullMarked
package dev.leadlight.ingest.webhook;

import org.jspecify.annotations.NullMarked;
