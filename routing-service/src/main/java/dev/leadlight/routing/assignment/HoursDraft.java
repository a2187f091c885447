package dev.leadlight.routing.assignment;

import dev.leadlight.contracts.http.Objections;
import dev.leadlight.contracts.http.Pointer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The working hours of a {@link RepDraft}, where each member is explained. */
record HoursDraft(
    @Nullable String timezone,
    @Nullable Map<String, List<String>> hours,
    @Nullable List<String> holidays,
    @Nullable List<String> vacations) {

  private static final Pattern BLOCK = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

  /** The hours; empty if anything of them is wrong, which is noted. */
  Optional<WorkingHours> check(Objections wrong) {
    int before = wrong.count();
    Optional<ZoneId> zone = parsed(timezone == null ? "UTC" : timezone, ZoneId::of);
    wrong.require(zone.isPresent(), "/timezone", "an IANA name, such as Europe/Berlin");
    Map<DayOfWeek, List<Block>> week =
        hours == null ? WorkingHours.always().week() : week(hours, wrong);
    Set<LocalDate> off =
        new HashSet<>(
            each(holidays, LocalDate::parse, "/holidays", "days, such as 2026-12-25", wrong));
    List<Days> away =
        each(
            vacations,
            HoursDraft::days,
            "/vacations",
            "first and last day, such as 2026-08-03/2026-08-14",
            wrong);
    return wrong.count() > before
        ? Optional.empty()
        : zone.map(known -> new WorkingHours(known, week, off, away));
  }

  private static Map<DayOfWeek, List<Block>> week(
      Map<String, List<String>> hours, Objections wrong) {
    EnumMap<DayOfWeek, List<Block>> week = new EnumMap<>(DayOfWeek.class);
    hours.forEach(
        (name, texts) -> {
          Optional<DayOfWeek> day = day(name);
          List<Block> blocks =
              Entries.check(texts, "/hours", wrong).stream()
                  .map(text -> parsed(text.strip(), HoursDraft::block))
                  .flatMap(Optional::stream)
                  .toList();
          wrong.require(
              day.isPresent() && texts != null && blocks.size() == texts.size(),
              Pointer.to("hours", name),
              "a day of the week with blocks, such as monday: [09:00-12:30, 13:30-18:00]");
          day.ifPresent(known -> week.put(known, blocks));
        });
    return week;
  }

  private static Optional<DayOfWeek> day(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  private static <T> List<T> each(
      @Nullable List<String> texts,
      Function<String, T> parser,
      String pointer,
      String expected,
      Objections wrong) {
    return Entries.check(texts, pointer, wrong).stream()
        .map(text -> parsed(text, parser))
        .peek(read -> wrong.require(read.isPresent(), pointer, expected))
        .flatMap(Optional::stream)
        .toList();
  }

  private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (DateTimeException | IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private static Block block(String text) {
    Matcher edges = BLOCK.matcher(text);
    if (!edges.matches()) {
      throw new IllegalArgumentException("no block");
    }
    String end = edges.group(2);
    return new Block(
        LocalTime.parse(edges.group(1)),
        end.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(end));
  }

  private static Days days(String text) {
    String[] edges = text.split("/", -1);
    if (edges.length != 2) {
      throw new IllegalArgumentException("no two days");
    }
    return new Days(LocalDate.parse(edges[0]), LocalDate.parse(edges[1]));
  }
}
