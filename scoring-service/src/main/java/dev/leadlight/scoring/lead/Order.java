package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.event.Channel;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A purchase.
 *
 * @param id the shop's order id, or the event's id when there was none
 * @param at when, in epoch milliseconds
 * @param value total as sent; null when the event did not say
 * @param eventHash of the event that told of it first, so that a repeat of that event is known; 0
 *     of orders that are long ago
 */
public record Order(
    String id,
    long at,
    @Nullable BigDecimal value,
    @Nullable String currency,
    Channel channel,
    String source,
    long eventHash) {

  /** The same when it is long ago, and its event is not kept any longer. */
  Order withoutEvent() {
    return new Order(id, at, value, currency, channel, source, 0);
  }

  /**
   * Whether it was told by the event of that one. Of orders long ago that is seen by what it said.
   */
  public boolean isTelling(Order other) {
    return eventHash == 0 ? equals(other.withoutEvent()) : eventHash == other.eventHash;
  }

  /** Of two tellings of one order the earlier, whichever came first. */
  Order earlier(Order other) {
    return other.at < at || (other.at == at && other.eventHash < eventHash) ? other : this;
  }
}
