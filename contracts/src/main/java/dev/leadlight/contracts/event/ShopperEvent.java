package dev.leadlight.contracts.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.leadlight.contracts.identity.Identity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One deed of a shopper, whoever told us of it. The maps are handed over and not copied: nearly all
 * of them have just been read from JSON, and nobody else holds them.
 *
 * @param id the sender's {@code messageId}: a repeat of it counts once
 * @param identities who did it, strongest first, no two equal; empty only for anonymous counts
 * @param source name of the configured source, not its key
 * @param occurredAt when it happened, clock skew corrected, never after {@code receivedAt}
 * @param sessionId the sender's own session; for the timeline, without meaning for the score
 * @param properties of the event as sent, without nulls at the top
 * @param page {@code context.page} as sent
 * @param traits of the person as sent with this event
 * @param consent by purpose, for example {@code marketing}: false; empty when the event says
 *     nothing
 * @param value the money the event is about, an order's total or a product's price
 * @param currency ISO 4217 code of {@code value}
 */
public record ShopperEvent(
    String id,
    Signal signal,
    List<Identity> identities,
    Channel channel,
    String source,
    Instant occurredAt,
    Instant receivedAt,
    @Nullable String sessionId,
    Map<String, Object> properties,
    Map<String, Object> page,
    Map<String, Object> traits,
    Map<String, Boolean> consent,
    @Nullable BigDecimal value,
    @Nullable String currency) {

  public ShopperEvent {
    identities = strongestFirst(identities);
    properties = withoutNulls(properties);
    page = withoutNulls(page);
    traits = withoutNulls(traits);
    consent = withoutNulls(consent);
  }

  /** The strongest identity of the event, by which it is kept in order. */
  @JsonIgnore
  public @Nullable Identity strongestIdentity() {
    return identities.isEmpty() ? null : identities.get(0);
  }

  private static List<Identity> strongestFirst(List<Identity> identities) {
    if (isStrongestFirst(identities)) {
      return List.copyOf(identities);
    }
    List<Identity> sorted = new ArrayList<>(identities.size());
    for (Identity identity : identities) {
      if (!sorted.contains(identity)) {
        sorted.add(identity);
      }
    }
    sorted.sort(Comparator.comparing(Identity::kind));
    return List.copyOf(sorted);
  }

  /** As most events have them: one of a kind at most, which also means that no two are equal. */
  private static boolean isStrongestFirst(List<Identity> identities) {
    for (int i = 1; i < identities.size(); i++) {
      if (identities.get(i - 1).kind().compareTo(identities.get(i).kind()) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static <T> Map<String, T> withoutNulls(@Nullable Map<String, T> map) {
    if (map == null || map.isEmpty()) {
      return Map.of();
    }
    for (T value : map.values()) {
      if (value == null) {
        return cleared(map);
      }
    }
    return Collections.unmodifiableMap(map);
  }

  private static <T> Map<String, T> cleared(Map<String, T> map) {
    Map<String, T> copy = new LinkedHashMap<>(map);
    copy.values().removeIf(value -> value == null);
    return Collections.unmodifiableMap(copy);
  }
}
