package dev.leadlight.ingest.source;

/** A source that a vendor's webhooks may speak for. */
public record WebhookSource(Source source, WebhookSettings settings) {}
