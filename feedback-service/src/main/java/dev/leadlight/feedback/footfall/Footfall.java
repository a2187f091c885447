package dev.leadlight.feedback.footfall;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Timestamps;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many people one sensor counted in an interval. Of counts of the same store, zone, sensor and
 * beginning the one told last stands: sensors reset and send again.
 *
 * @param store the event's {@code store_id}, or its source, as of whatever happens in stores
 * @param zone a part of the store; empty for its entrances, where whoever comes is counted once
 * @param from when the interval began; it counts for that day
 * @param visitors who came in, from 0 to {@value #MOST}
 */
public record Footfall(
    String store, String zone, String sensor, Instant from, int visitors, Instant toldAt) {

  /** No door lets more people in within a day: counters that run backwards show such numbers. */
  static final int MOST = 100_000;

  private static final String ENTRANCE = "entrance";
  private static final Pattern NATURAL = Pattern.compile("\\d{1,6}");

  /**
   * What came of reading an event; neither of both if it tells nothing of people coming in, such as
   * how many phones are there.
   *
   * @param fault why it can't be counted
   */
  public record Reading(@Nullable Footfall footfall, @Nullable String fault) {}

  /** Reads what a sensor has sent. */
  public static Reading read(ShopperEvent event) {
    Map<String, Object> sent = event.properties();
    if (!sent.containsKey("in")) {
      return new Reading(null, null);
    }
    String sensor = Fields.text(sent.get("sensor_id"));
    Instant from = Timestamps.parse(sent.get("from"));
    String in = Fields.text(sent.get("in"));
    if (sensor == null || from == null) {
      return new Reading(null, "neither sensor_id nor from may be missing or unreadable");
    }
    if (in == null || !NATURAL.matcher(in).matches() || Integer.parseInt(in) > MOST) {
      return new Reading(null, "in is no whole number from 0 to " + MOST);
    }
    String store = Fields.text(sent.get("store_id"));
    return new Reading(
        new Footfall(
            store == null ? event.source() : store,
            zone(Fields.text(sent.get("zone"))),
            sensor,
            from,
            Integer.parseInt(in),
            event.receivedAt()),
        null);
  }

  private static String zone(@Nullable String told) {
    return told == null || told.equalsIgnoreCase(ENTRANCE) ? "" : told;
  }
}
