package dev.leadlight.ingest.webhook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The vendors we understand: one line each. */
public final class Vendors {

  private static final List<WebhookAdapter> ALL =
      List.of(
          new SegmentAdapter(),
          new ShopifyAdapter(),
          new SquareAdapter(),
          new KlaviyoAdapter(),
          new SendGridAdapter(),
          new PostmarkAdapter(),
          new TwilioAdapter(),
          new MerakiAdapter(),
          new FootfallAdapter(),
          new ZapierAdapter(),
          new StandardWebhooksAdapter());

  private static final Map<String, WebhookAdapter> BY_NAME =
      ALL.stream()
          .collect(Collectors.toUnmodifiableMap(WebhookAdapter::vendor, Function.identity()));

  /** The adapter of a vendor by its name in the configuration. */
  public static Optional<WebhookAdapter> find(String vendor) {
    return Optional.ofNullable(BY_NAME.get(vendor));
  }

  /** All names, in their alphabetical order. */
  public static SortedSet<String> names() {
    return new TreeSet<>(BY_NAME.keySet());
  }

  private Vendors() {}
}
