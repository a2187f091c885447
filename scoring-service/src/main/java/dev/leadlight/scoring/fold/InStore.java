package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.learning.StoreSignal;
import dev.leadlight.scoring.lead.LeadState;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where in which store an event happened, as docs/signals.md names the properties. */
final class InStore {

  private static final BigDecimal LONGEST = BigDecimal.valueOf(24 * 60 * 60);

  private InStore() {}

  /**
   * What is told of an event in a store; nothing of events elsewhere.
   *
   * @param tier in which the lead was known to be before it
   */
  static Optional<Effect> told(LeadState state, ShopperEvent event, String tier) {
    String store = storeOf(event);
    return store == null
        ? Optional.empty()
        : Optional.of(
            new Effect.InStore(
                new StoreSignal(
                    EffectId.of("in-store", event.source(), event.id()),
                    state.id(),
                    event.signal().name(),
                    store,
                    text(event.properties().get("zone")),
                    dwell(event.properties()),
                    event.occurredAt(),
                    tier)));
  }

  /** The store of an event; null outside stores. */
  static @Nullable String storeOf(ShopperEvent event) {
    if (event.channel() != Channel.IN_STORE) {
      return null;
    }
    String store = text(event.properties().get("store_id"));
    return store == null ? event.source() : store;
  }

  private static @Nullable BigDecimal dwell(Map<String, Object> properties) {
    if (!(properties.get("dwell_seconds") instanceof Number number)) {
      return null;
    }
    BigDecimal seconds = new BigDecimal(number.toString());
    return seconds.signum() < 0 || seconds.compareTo(LONGEST) > 0 ? null : seconds;
  }

  private static @Nullable String text(@Nullable Object value) {
    String text =
        value instanceof String || value instanceof Number ? value.toString().strip() : "";
    return text.isEmpty() ? null : text;
  }
}
