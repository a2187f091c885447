package dev.leadlight.platform.webhook;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A vendor's webhooks, as a block of the configuration of a source. */
public interface WebhookSettingsConfig {

  /** Whose: {@code shopify}, {@code square}, … */
  String vendor();

  /**
   * What the vendor signs with or proves itself by, two while it is rotated: plain, or {@code
   * file:} and the path of a file that holds it.
   */
  List<String> secrets();

  /** The public address as registered at the vendor, for schemes that sign it. */
  Optional<String> url();

  /** Settings of that vendor alone. */
  Map<String, String> options();
}
