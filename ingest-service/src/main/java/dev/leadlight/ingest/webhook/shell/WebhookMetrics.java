package dev.leadlight.ingest.webhook.shell;

import dev.leadlight.ingest.source.Source;
import dev.leadlight.platform.webhook.Authenticity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Counts requests that are not a vendor's; their messages are never counted as received. */
@Singleton
public class WebhookMetrics {

  private final Meter.MeterProvider<Counter> refused;

  WebhookMetrics(MeterRegistry registry) {
    this.refused =
        Counter.builder("leadlight.ingest.webhooks.refused")
            .description("Webhook requests refused because they are not proven to be the vendor's")
            .withRegistry(registry);
  }

  void refused(Source source, Authenticity reason) {
    refused
        .withTags("source", source.name(), "reason", reason.name().toLowerCase(Locale.ROOT))
        .increment();
  }
}
