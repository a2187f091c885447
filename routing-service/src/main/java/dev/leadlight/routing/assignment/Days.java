package dev.leadlight.routing.assignment;

import java.time.LocalDate;

/** Whole days off, the first and the last among them. */
public record Days(LocalDate first, LocalDate last) {

  public Days {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("days off end on or after the day they begin");
    }
  }

  boolean include(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }
}
