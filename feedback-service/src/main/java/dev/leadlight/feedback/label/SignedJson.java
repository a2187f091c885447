package dev.leadlight.feedback.label;

import dev.leadlight.platform.webhook.StandardSignature;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.util.List;
import java.util.Optional;

/** What adapters of JSON signed by Standard Webhooks have in common. */
public final class SignedJson {

  /** What the secrets lack; empty if they can be used. */
  public static Optional<String> fault(WebhookSettings settings) {
    try {
      settings.secrets().forEach(StandardSignature.Key::parse);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.ofNullable(wrong.getMessage());
    }
  }

  /** The id of an item that has none of its own: that of the message, in a list with its place. */
  public static String id(LabelRequest request, Content content, int index) {
    String message = StandardSignature.id(request).orElse("");
    return content.json() instanceof List<?> ? message + ":" + index : message;
  }

  private SignedJson() {}
}
