package dev.leadlight.routing.connector.webhook.shell;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where the generic webhook goes, and how it is signed. */
@ConfigMapping(prefix = "leadlight.routing.webhook")
interface WebhookConfig {

  /** Without it no webhook is planned. */
  Optional<URI> url();

  /** {@code whsec_} and the base64 of 24 to 64 random bytes. Needed with a URL. */
  Optional<String> secret();

  /** The secret before this one, which signs as well until it is taken away. */
  Optional<String> previousSecret();
}
