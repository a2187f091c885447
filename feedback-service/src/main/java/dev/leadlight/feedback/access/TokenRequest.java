package dev.leadlight.feedback.access;

import dev.leadlight.contracts.access.AccessRole;
import dev.leadlight.contracts.http.Problem.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token that somebody wants.
 *
 * @param name what it is for, 1 to 100 characters
 * @param expiresAt not before now and within ten years; null for never
 */
public record TokenRequest(
    @Nullable String name, @Nullable AccessRole role, @Nullable Instant expiresAt) {

  private static final int LONGEST_NAME = 100;
  private static final Duration LONGEST_LIFE = Duration.ofDays(3653);

  /** Everything that is wrong with it. */
  public List<Place> errors(Instant now) {
    List<Place> errors = new ArrayList<>();
    if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
      errors.add(Place.at("/name", "say what it is for, in 1 to " + LONGEST_NAME + " characters"));
    } else if (name.chars().anyMatch(Character::isISOControl)) {
      errors.add(Place.at("/name", "without control characters"));
    }
    if (role == null) {
      errors.add(Place.at("/role", "one of viewer, operator, admin"));
    }
    if (expiresAt != null
        && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_LIFE)))) {
      errors.add(Place.at("/expiresAt", "in the future, at most ten years ahead"));
    }
    return errors;
  }
}
