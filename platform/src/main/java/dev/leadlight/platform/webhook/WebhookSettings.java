package dev.leadlight.platform.webhook;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a vendor's webhooks of one source are told from forged ones, and read.
 *
 * @param vendor whose webhooks they are, for example {@code shopify}
 * @param secrets what the vendor proves itself by: signing secrets, tokens, public keys; several
 *     while they are rotated, at least one, none of them empty
 * @param url the public address as it was registered at the vendor, for schemes that sign it
 * @param options settings of that vendor alone
 */
public record WebhookSettings(
    String vendor, List<String> secrets, Optional<String> url, Map<String, String> options) {

  public WebhookSettings {
    secrets = List.copyOf(secrets);
    options = Map.copyOf(options);
    // An empty one, of a file that is written just now, would let in whoever proves nothing.
    if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "webhooks of " + vendor + " need a secret, and none that is empty");
    }
  }

  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** Keeps the secrets to itself. */
  @Override
  public String toString() {
    return "webhooks of " + vendor;
  }
}
