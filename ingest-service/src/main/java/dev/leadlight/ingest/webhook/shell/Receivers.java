package dev.leadlight.ingest.webhook.shell;

import dev.leadlight.ingest.source.shell.SourceStore;
import dev.leadlight.ingest.webhook.Vendors;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The sources that take webhooks, as they are in force. */
@Singleton
public class Receivers {

  private final SourceStore store;

  Receivers(SourceStore store) {
    this.store = store;
  }

  /** Empty if there is no such source, or it takes no webhooks. */
  Optional<Receiver> find(String source) {
    return store
        .sources()
        .webhook(source)
        .flatMap(
            webhook ->
                Vendors.find(webhook.settings().vendor())
                    .map(adapter -> new Receiver(webhook.source(), webhook.settings(), adapter)));
  }
}
