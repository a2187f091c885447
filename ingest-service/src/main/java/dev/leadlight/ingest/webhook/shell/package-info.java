/** Webhooks over HTTP: <em>request → adapter's verdict and messages → intake → answer</em>. */
@NullMarked
package dev.leadlight.ingest.webhook.shell;

import org.jspecify.annotations.NullMarked;
