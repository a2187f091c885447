/**
 * Is it really the vendor who calls? Proofs of webhooks, pure functions that services compose.
 * Start at {@link dev.leadlight.platform.webhook.Signatures}.
 */
@NullMarked
package dev.leadlight.platform.webhook;

import org.jspecify.annotations.NullMarked;
