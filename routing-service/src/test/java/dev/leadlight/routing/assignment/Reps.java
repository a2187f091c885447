package dev.leadlight.routing.assignment;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reps with a story. */
public final class Reps {

  /** Works round the clock. */
  public static Rep tireless(String id, int weight) {
    return rep(id, weight, null, WorkingHours.always());
  }

  public static Rep rep(String id, int weight, @Nullable Integer cap, WorkingHours hours) {
    return new Rep(
        id,
        "Rep " + id,
        id + "@shop.example",
        null,
        Map.of(),
        weight,
        cap,
        Set.of(),
        Set.of(),
        Set.of(),
        hours,
        true,
        true);
  }

  /** Nine to half past twelve and half past one to six, Monday to Friday. */
  public static WorkingHours office(String zone) {
    return weekdays(zone, block("09:00", "12:30"), block("13:30", "18:00"));
  }

  public static WorkingHours weekdays(String zone, Block... blocks) {
    EnumMap<DayOfWeek, List<Block>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.compareTo(DayOfWeek.SATURDAY) < 0) {
        week.put(day, List.of(blocks));
      }
    }
    return new WorkingHours(ZoneId.of(zone), week, Set.of(), List.of());
  }

  /** The same blocks on all days. */
  public static WorkingHours daily(String zone, Block... blocks) {
    EnumMap<DayOfWeek, List<Block>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of(blocks));
    }
    return new WorkingHours(ZoneId.of(zone), week, Set.of(), List.of());
  }

  public static Block block(String from, String to) {
    return new Block(LocalTime.parse(from), LocalTime.parse(to));
  }

  /** Fifty with weights from 1 to 10, caps for some, hours on four continents. */
  public static List<Rep> fifty() {
    String[] zones = {"Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney"};
    List<Rep> reps = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      WorkingHours hours =
          i % 3 == 0
              ? WorkingHours.always()
              : i % 3 == 1 ? office(zones[i % 4]) : daily(zones[i % 4], block("06:00", "22:00"));
      reps.add(
          rep(String.format("rep-%02d", i), 1 + (i * 7) % 10, i % 5 == 0 ? 5 + i : null, hours));
    }
    return reps;
  }

  private Reps() {}
}
