package dev.leadlight.routing.connector.zapier;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.dialogue.JsonObject;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.SettingsCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tier changes a Zap wants to hear of. What is null does not matter.
 *
 * @param to tier that the lead is in now
 * @param from tier that the lead was in before
 * @param direction {@code up} or {@code down}
 */
public record Subscription(@Nullable String to, @Nullable String from, @Nullable String direction) {

  private static final String EVENT = "event";
  private static final String TO = "to";
  private static final String FROM = "from";
  private static final String DIRECTION = "direction";
  private static final List<String> DIRECTIONS = List.of("up", "down");
  private static final int ID_LENGTH = 24;
  private static final int LONGEST_URL = 2048;

  /** Of the filter in what Zapier sends. */
  public static Subscription of(Payload request) {
    Payload filter = request.object("filter");
    return new Subscription(filter.text(TO), filter.text(FROM), filter.text(DIRECTION));
  }

  /** What is wrong with what Zapier sends. */
  public static List<Place> check(Payload request) {
    List<Place> places = new ArrayList<>();
    String url = request.textOr("targetUrl", "");
    if (!SettingsCheck.isUrl(url) || url.length() > LONGEST_URL) {
      places.add(Place.at("/targetUrl", "expected an absolute URL"));
    }
    if (!request.textOr(EVENT, "").equals(ZapierEvent.TIER_CHANGED)) {
      places.add(Place.at("/event", "expected " + ZapierEvent.TIER_CHANGED));
    }
    if (!DIRECTIONS.contains(request.object("filter").textOr(DIRECTION, "up"))) {
      places.add(Place.at("/filter/direction", "expected up or down"));
    }
    return places;
  }

  /**
   * Of the settings of a destination; null if no Zap has made it, and so it hears only what
   * playbooks tell it.
   */
  public static @Nullable Subscription of(Settings settings) {
    return settings.text(EVENT).isEmpty()
        ? null
        : new Subscription(
            settings.text(TO).orElse(null),
            settings.text(FROM).orElse(null),
            settings.text(DIRECTION).orElse(null));
  }

  /** The settings of its destination. */
  public Settings settings() {
    return new Settings(
        JsonObject.of(EVENT, ZapierEvent.TIER_CHANGED, TO, to, FROM, from, DIRECTION, direction));
  }

  /** Asks about these settings. */
  public static SettingsCheck check(SettingsCheck check) {
    return check
        .oneOf(EVENT, false, ZapierEvent.TIER_CHANGED)
        .optional(TO)
        .optional(FROM)
        .oneOf(DIRECTION, false, DIRECTIONS.toArray(String[]::new));
  }

  /** Whether the Zap wants to hear of that change. */
  public boolean wants(TierChange change) {
    return (to == null || to.equals(change.to()))
        && (from == null || from.equals(change.from()))
        && (direction == null
            || direction.equals(change.direction().name().toLowerCase(Locale.ROOT)));
  }

  /**
   * The id of a Zap's destination: the address is each Zap's own, so switching it on twice makes
   * one. The address can't be told from it.
   */
  public static String idOf(String targetUrl) {
    return "zap-" + Sha256.hex(targetUrl).substring(0, ID_LENGTH);
  }

  /** What Zapier gets to know of it. */
  public Map<String, Object> view(String id) {
    return JsonObject.of(
        "id",
        id,
        EVENT,
        ZapierEvent.TIER_CHANGED,
        "filter",
        JsonObject.of(TO, to, FROM, from, DIRECTION, direction));
  }
}
