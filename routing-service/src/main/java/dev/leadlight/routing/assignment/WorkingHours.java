package dev.leadlight.routing.assignment;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When somebody works: blocks by day of the week on the wall clock of a time zone, without holidays
 * and vacations.
 *
 * <p>Blocks are turned into moments day by day, so a day on which the clock changes is as long as
 * it really is: a block that holds a skipped hour is an hour shorter, one that holds a repeated
 * hour is an hour longer. A block's edge that falls into the skipped hour lies at the change; one
 * that falls into the repeated hour takes in both.
 */
public record WorkingHours(
    ZoneId zone, Map<DayOfWeek, List<Block>> week, Set<LocalDate> holidays, List<Days> vacations) {

  /** How far the next opening is looked for; somebody away for longer has none. */
  private static final int HORIZON_DAYS = 400;

  public WorkingHours {
    EnumMap<DayOfWeek, List<Block>> ordered = new EnumMap<>(DayOfWeek.class);
    week.forEach(
        (day, blocks) ->
            ordered.put(day, blocks.stream().sorted(Comparator.comparing(Block::from)).toList()));
    week = Map.copyOf(ordered);
    holidays = Set.copyOf(holidays);
    vacations = List.copyOf(vacations);
  }

  /** Round the clock, in UTC. */
  public static WorkingHours always() {
    EnumMap<DayOfWeek, List<Block>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of(new Block(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
    }
    return new WorkingHours(ZoneId.of("UTC"), week, Set.of(), List.of());
  }

  /** Whether a moment lies within working time. */
  public boolean isOpen(Instant moment) {
    return openings(dayOf(moment)).anyMatch(opening -> opening.contains(moment));
  }

  /** Whether the day of a moment is a holiday or in a vacation. */
  public boolean isDayOff(Instant moment) {
    return isDayOff(dayOf(moment));
  }

  /** The calendar day of a moment there. */
  public LocalDate dayOf(Instant moment) {
    return moment.atZone(zone).toLocalDate();
  }

  /**
   * The moment at which so much working time has passed; of none, the first working moment that is
   * not before {@code from}.
   *
   * @return empty if there is not as much within a year
   */
  public Optional<Instant> plus(Instant from, Duration working) {
    Duration left = working;
    for (Opening opening : after(from).map(each -> each.since(from)).toList()) {
      if (opening.length().compareTo(left) >= 0) {
        return Optional.of(opening.from().plus(left));
      }
      left = left.minus(opening.length());
    }
    return Optional.empty();
  }

  /** The working time between two moments. */
  public Duration between(Instant from, Instant to) {
    return Stream.iterate(
            dayOf(from), day -> !day.isAfter(dayOf(to)), (LocalDate day) -> day.plusDays(1))
        .flatMap(this::openings)
        .filter(opening -> opening.to().isAfter(from) && opening.from().isBefore(to))
        .map(opening -> opening.since(from))
        .map(opening -> opening.to().isAfter(to) ? new Opening(opening.from(), to) : opening)
        .map(Opening::length)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private Stream<Opening> after(Instant moment) {
    return Stream.iterate(dayOf(moment), day -> day.plusDays(1))
        .limit(HORIZON_DAYS)
        .flatMap(this::openings)
        .filter(opening -> opening.to().isAfter(moment));
  }

  /** In order, not overlapping, none of them empty. */
  private Stream<Opening> openings(LocalDate day) {
    if (isDayOff(day)) {
      return Stream.empty();
    }
    List<Opening> found = new ArrayList<>();
    Instant free = Instant.MIN;
    for (Block block : week.getOrDefault(day.getDayOfWeek(), List.of())) {
      Instant begins = edge(day.atTime(block.from()), true);
      Instant from = begins.isBefore(free) ? free : begins;
      Instant to = edge(endOf(day, block), false);
      if (from.isBefore(to)) {
        found.add(new Opening(from, to));
        free = to;
      }
    }
    return found.stream();
  }

  private static LocalDateTime endOf(LocalDate day, Block block) {
    return block.endsAtMidnight() ? day.plusDays(1).atStartOfDay() : day.atTime(block.to());
  }

  private Instant edge(LocalDateTime wall, boolean earlier) {
    ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    if (change == null) {
      return wall.atZone(zone).toInstant();
    }
    if (change.isGap()) {
      return change.getInstant();
    }
    return wall.toInstant(earlier ? change.getOffsetBefore() : change.getOffsetAfter());
  }

  private boolean isDayOff(LocalDate day) {
    return holidays.contains(day) || vacations.stream().anyMatch(days -> days.include(day));
  }
}
