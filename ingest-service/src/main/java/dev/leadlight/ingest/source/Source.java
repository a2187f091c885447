package dev.leadlight.ingest.source;

import dev.leadlight.contracts.event.Channel;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may send: a storefront, a till, a partner.
 *
 * @param name stable; stands in events, metrics and record keys
 * @param channel where its signals are picked up, unless the signal itself says
 * @param allowedOrigins origins whose pages may send; empty for any
 * @param limits its own; empty if what holds for all others holds for it
 */
public record Source(
    String name, Channel channel, Set<String> allowedOrigins, Optional<Limits> limits) {

  public Source {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /** A source without limits of its own. */
  public Source(String name, Channel channel, Set<String> allowedOrigins) {
    this(name, channel, allowedOrigins, Optional.empty());
  }

  /** Whether a page of that origin may send; a request without an origin is no page's. */
  public boolean allows(@Nullable String origin) {
    return origin == null || allowedOrigins.isEmpty() || allowedOrigins.contains(origin);
  }
}
