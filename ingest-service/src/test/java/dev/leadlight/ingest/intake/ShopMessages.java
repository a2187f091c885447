package dev.leadlight.ingest.intake;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.ingest.source.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages that an online shop sends, and the events that they become. */
abstract class ShopMessages {

  static final Instant T0 = Instant.parse("2026-09-21T10:05:00Z");
  private static final Source SHOP = new Source("shop", Channel.ONLINE, Set.of());

  final Normaliser normaliser = new Normaliser(SHOP, T0, () -> "fresh");

  static Map<String, Object> view() {
    return message("type", "track", "event", "Product Viewed", "anonymousId", "a1");
  }

  static Map<String, Object> with(String name, @Nullable Object value) {
    Map<String, Object> message = view();
    message.put(name, value);
    return message;
  }

  static Map<String, Object> message(@Nullable Object... namesAndValues) {
    return map(namesAndValues);
  }

  static Map<String, Object> map(@Nullable Object... namesAndValues) {
    Map<String, Object> map = new HashMap<>();
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(namesAndValues));
    for (int i = 0; i < all.size(); i += 2) {
      map.put(String.valueOf(all.get(i)), all.get(i + 1));
    }
    return map;
  }

  final ShopperEvent event(Map<String, Object> message) {
    return accepted(normaliser.normalise(message, null, Envelope.NONE, null));
  }

  static ShopperEvent accepted(Verdict verdict) {
    return verdict.fold(
        Verdict.Accepted::event,
        rejected -> {
          throw new AssertionError(rejected.toString());
        });
  }

  final Verdict.Rejected rejected(Map<String, Object> message) {
    return normaliser
        .normalise(message, null, Envelope.NONE, null)
        .fold(
            accepted -> {
              throw new AssertionError(accepted.toString());
            },
            rejected -> rejected);
  }
}
