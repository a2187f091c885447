package dev.leadlight.ingest.webhook.shell;

import dev.leadlight.ingest.source.WebhookSource;
import dev.leadlight.ingest.source.shell.SourceStore;
import dev.leadlight.ingest.webhook.Vendors;
import dev.leadlight.ingest.webhook.WebhookAdapter;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The sources with webhooks. A vendor that nobody understands stops the service at start. */
@Startup
@Singleton
public class Receivers {

  private final SourceStore store;

  Receivers(SourceStore store) {
    this.store = store;
    store.sources().webhooks().values().forEach(Receivers::receiver);
  }

  /** Empty if there is no such source, or it takes no webhooks. */
  Optional<Receiver> find(String source) {
    return store.sources().webhook(source).map(Receivers::receiver);
  }

  private static Receiver receiver(WebhookSource webhook) {
    String vendor = webhook.settings().vendor();
    String source = webhook.source().name();
    WebhookAdapter adapter =
        Vendors.find(vendor)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "source " + source + " has webhooks of " + vendor + ", which is unknown"));
    adapter
        .fault(webhook.settings())
        .ifPresent(
            fault -> {
              throw new IllegalStateException("webhooks of source " + source + ": " + fault);
            });
    return new Receiver(webhook.source(), webhook.settings(), adapter);
  }
}
