package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.event.ShopperEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to address a person and what they allowed; the latest word wins, by the time of the event,
 * but for a no to mails, which only a {@link Subscription} lifts.
 *
 * @param toldAt when the traits were told, in epoch milliseconds
 * @param consents by purpose
 * @param store where the person was last seen, if it was in a store that was named
 * @param subscription the latest; null if the person never asked for mails
 */
public record Profile(
    @Nullable String name,
    @Nullable String locale,
    @Nullable String timezone,
    long toldAt,
    Map<String, Consent> consents,
    @Nullable StoreVisit store,
    @Nullable Subscription subscription) {

  private static final Profile UNKNOWN =
      new Profile(null, null, null, Long.MIN_VALUE, Map.of(), null, null);

  /** The property of an event that names a store. */
  private static final String STORE = "store_id";

  /** Longer names are none. */
  private static final int LONGEST_STORE = 100;

  /**
   * What was said about one purpose.
   *
   * @param at when, in epoch milliseconds
   */
  public record Consent(boolean given, long at) {

    Consent or(Consent other) {
      return other.at >= at ? other : this;
    }

    /**
     * About mails: a no stands until they are asked for again. A yes alone may be a banner's, and
     * banners repeat with each page what was chosen long ago.
     */
    Consent or(Consent other, @Nullable Subscription asked) {
      if (given == other.given) {
        return or(other);
      }
      Consent no = given ? other : this;
      return asked != null && asked.at() > no.at ? (given ? this : other) : no;
    }
  }

  /**
   * A sign of somebody in a store.
   *
   * @param id the store's, as the event names it
   * @param at when, in epoch milliseconds
   */
  public record StoreVisit(String id, long at) {}

  /** Nothing is known. */
  public static Profile unknown() {
    return UNKNOWN;
  }

  /** With what an event tells. */
  public Profile with(ShopperEvent event) {
    long at = event.occurredAt().toEpochMilli();
    StoreVisit seen = visit(event.properties().get(STORE), at);
    if (event.traits().isEmpty() && event.consent().isEmpty() && seen == null) {
      return this;
    }
    Profile told =
        event.traits().isEmpty()
            ? UNKNOWN
            : new Profile(
                nameOf(event.traits()),
                text(event.traits(), "locale"),
                text(event.traits(), "timezone"),
                at,
                Map.of(),
                null,
                null);
    Map<String, Consent> said =
        event.consent().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new Consent(e.getValue(), at)));
    return and(
        new Profile(
            told.name,
            told.locale,
            told.timezone,
            told.toldAt,
            said,
            seen,
            Subscription.of(event)));
  }

  /** Of this and that, of one person, what was told later; what only one knows stays. */
  public Profile and(Profile other) {
    boolean otherIsLater = other.toldAt >= toldAt;
    Profile later = otherIsLater ? other : this;
    Profile earlier = otherIsLater ? this : other;
    Subscription asked = Subscription.later(subscription, other.subscription);
    Map<String, Consent> all = consents;
    if (!other.consents.isEmpty()) {
      Map<String, Consent> merged = new HashMap<>(consents);
      other.consents.forEach(
          (purpose, said) ->
              merged.merge(
                  purpose,
                  said,
                  purpose.equals(Subscription.PURPOSE)
                      ? (one, two) -> one.or(two, asked)
                      : Consent::or));
      all = merged;
    }
    return new Profile(
        later.name == null ? earlier.name : later.name,
        later.locale == null ? earlier.locale : later.locale,
        later.timezone == null ? earlier.timezone : later.timezone,
        later.toldAt,
        all,
        later(store, other.store),
        asked);
  }

  private static @Nullable StoreVisit later(@Nullable StoreVisit one, @Nullable StoreVisit other) {
    return one == null || (other != null && other.at >= one.at) ? other : one;
  }

  /** Tills number their stores, apps name them. */
  private static @Nullable StoreVisit visit(@Nullable Object store, long at) {
    String id = store instanceof String || store instanceof Number ? store.toString().strip() : "";
    return id.isEmpty() || id.length() > LONGEST_STORE ? null : new StoreVisit(id, at);
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
