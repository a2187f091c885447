package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which segments a lead is, since when, and when that changes next: as a function of evidence,
 * card and moment, like the score. Nothing of it is stored.
 *
 * <p>Each condition knows the moments at which it may turn: an event comes, or becomes too old; an
 * order is placed, or lies too far back; points cross a bound. Between those nothing changes, so it
 * is enough to look there.
 */
public final class Segmenting {

  private static final Duration HORIZON = Duration.ofDays(3650);

  /** Before anything that could be evidence; years and windows can be taken from it. */
  private static final long LONG_AGO = Long.MIN_VALUE / 4;

  private final List<Segment> segments;
  private final List<Course> courses;
  private @Nullable Known latest;

  /** The segments of a ledger's card. */
  public Segmenting(Ledger ledger, Tiering tiering) {
    this.segments = ledger.card().segments();
    this.courses = Plan.courses(ledger.pricing().segments(), ledger, tiering);
  }

  /** What was asked last: whoever folds asks for the same moment several times. */
  private record Known(long at, List<String> segments) {}

  /** The segments that a lead is in at a moment, in the card's order. */
  public List<String> at(Instant moment) {
    long at = moment.toEpochMilli();
    Known known = latest;
    if (known == null || known.at != at) {
      known = new Known(at, List.copyOf(at(at)));
      latest = known;
    }
    return known.segments;
  }

  private List<String> at(long at) {
    List<String> ids = new ArrayList<>(courses.size());
    for (int i = 0; i < courses.size(); i++) {
      if (courses.get(i).at(at)) {
        ids.add(segments.get(i).id());
      }
    }
    return ids;
  }

  /**
   * Since when a lead has been in a segment, or out of it; null if it was always so, or the card
   * has no such segment.
   */
  public @Nullable Instant since(String segment, Instant moment) {
    Course course = courseOf(segment);
    if (course == null) {
      return null;
    }
    long at = moment.toEpochMilli();
    boolean isIn = course.at(at);
    long[] turns = turns(course, LONG_AGO, at);
    for (int i = turns.length - 1; i >= 0; i--) {
      if (course.at(turns[i] - 1) != isIn) {
        return Instant.ofEpochMilli(turns[i]);
      }
    }
    return null;
  }

  /**
   * The first whole second after a moment and before another one at which the lead, if it stays
   * silent, is in other segments; null if there is none.
   */
  public @Nullable Instant nextBetween(Instant moment, Instant before) {
    if (courses.isEmpty()) {
      return null;
    }
    long at = moment.toEpochMilli();
    long end = Math.min(before.toEpochMilli() - 1, at + HORIZON.toMillis());
    List<String> now = at(moment);
    for (long turn : turns(new Course.All(courses), at, end)) {
      long second = Math.floorDiv(turn + 999, 1000) * 1000;
      if (second <= end && !at(second).equals(now)) {
        return Instant.ofEpochMilli(second);
      }
    }
    return null;
  }

  private @Nullable Course courseOf(String segment) {
    for (int i = 0; i < courses.size(); i++) {
      if (segments.get(i).id().equals(segment)) {
        return courses.get(i);
      }
    }
    return null;
  }

  private static long[] turns(Course course, long after, long until) {
    Jumps turns = new Jumps();
    course.addTurns(turns, after, until);
    return turns.sorted();
  }
}
