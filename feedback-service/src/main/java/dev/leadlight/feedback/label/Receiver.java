package dev.leadlight.feedback.label;

import dev.leadlight.platform.webhook.WebhookSettings;

/** A source with its settings and the adapter that understands its vendor. */
public record Receiver(String source, WebhookSettings settings, LabelAdapter adapter) {}
