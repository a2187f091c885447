package dev.leadlight.ingest.webhook;

import dev.leadlight.ingest.intake.Item;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One vendor's webhooks. Pure: the same request, settings and moment give the same answers, so that
 * a repeat of the vendor gives the same messages and counts once.
 */
public interface WebhookAdapter {

  /** The vendor's name in the configuration: lower-case letters, digits and hyphens. */
  String vendor();

  /** The kinds of body it understands. Of several the content type decides, else the first. */
  default List<BodyKind> bodies() {
    return List.of(BodyKind.JSON);
  }

  /** Whether the vendor also calls by GET. */
  default boolean takesGet() {
    return false;
  }

  /** What the settings lack, in a sentence without secrets; empty if the adapter can work. */
  default Optional<String> fault(WebhookSettings settings) {
    return Optional.empty();
  }

  /** Whether the vendor sent it; sees requests whose body may be anything. */
  Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now);

  /**
   * The messages of an authentic, readable request, made by {@link Message}. None for what we don't
   * care about; {@link Item#refused} for what must not be lost and can't be an event. An element of
   * a list that is refused already, being beyond the limits, stays as it is. Times are the
   * vendor's, {@code messageId}s are made of the vendor's own ids and the same for a repeat. What
   * an item keeps as sent holds no secrets.
   */
  List<Item> read(WebhookRequest request, WebhookSettings settings);

  /** The body of the 200 once everything is stored. */
  default WebhookAnswer answer(WebhookRequest request, WebhookSettings settings) {
    return WebhookAnswer.TAKEN;
  }
}
