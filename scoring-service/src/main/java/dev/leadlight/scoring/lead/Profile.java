package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.event.ShopperEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to address a person and what they allowed; the latest word wins, by the time of the event.
 *
 * @param toldAt when the traits were told, in epoch milliseconds
 * @param consents by purpose
 */
public record Profile(
    @Nullable String name,
    @Nullable String locale,
    @Nullable String timezone,
    long toldAt,
    Map<String, Consent> consents) {

  private static final Profile UNKNOWN = new Profile(null, null, null, Long.MIN_VALUE, Map.of());

  /**
   * What was said about one purpose.
   *
   * @param at when, in epoch milliseconds
   */
  public record Consent(boolean given, long at) {

    Consent or(Consent other) {
      return other.at >= at ? other : this;
    }
  }

  /** Nothing is known. */
  public static Profile unknown() {
    return UNKNOWN;
  }

  /** With what an event tells. */
  public Profile with(ShopperEvent event) {
    if (event.traits().isEmpty() && event.consent().isEmpty()) {
      return this;
    }
    long at = event.occurredAt().toEpochMilli();
    Profile told =
        event.traits().isEmpty()
            ? UNKNOWN
            : new Profile(
                nameOf(event.traits()),
                text(event.traits(), "locale"),
                text(event.traits(), "timezone"),
                at,
                Map.of());
    Map<String, Consent> said =
        event.consent().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new Consent(e.getValue(), at)));
    return and(new Profile(told.name, told.locale, told.timezone, told.toldAt, said));
  }

  /** Of this and that, of one person, what was told later; what only one knows stays. */
  public Profile and(Profile other) {
    boolean otherIsLater = other.toldAt >= toldAt;
    Profile later = otherIsLater ? other : this;
    Profile earlier = otherIsLater ? this : other;
    Map<String, Consent> all = consents;
    if (!other.consents.isEmpty()) {
      Map<String, Consent> merged = new HashMap<>(consents);
      other.consents.forEach((purpose, said) -> merged.merge(purpose, said, Consent::or));
      all = merged;
    }
    return new Profile(
        later.name == null ? earlier.name : later.name,
        later.locale == null ? earlier.locale : later.locale,
        later.timezone == null ? earlier.timezone : later.timezone,
        later.toldAt,
        all);
  }

  private static @Nullable String nameOf(Map<String, Object> traits) {
    String name = text(traits, "name");
    if (name != null) {
      return name;
    }
    String joined =
        Stream.of("firstName", "first_name", "lastName", "last_name")
            .map(key -> text(traits, key))
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining(" "));
    return joined.isEmpty() ? null : joined;
  }

  private static @Nullable String text(Map<String, Object> traits, String key) {
    return traits.get(key) instanceof String text && !text.isBlank() ? text.strip() : null;
  }
}
