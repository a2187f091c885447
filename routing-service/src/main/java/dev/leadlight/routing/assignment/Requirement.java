package dev.leadlight.routing.assignment;

import org.jspecify.annotations.Nullable;

/** What a lead needs a rep to have; null asks for nothing. */
public record Requirement(
    @Nullable String territory, @Nullable String store, @Nullable String skill) {

  /** Anybody will do. */
  public static final Requirement NONE = new Requirement(null, null, null);
}
