package dev.leadlight.scoring.unmerge;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.identity.Identity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for.
 *
 * @param identities as {@code kind:value}, those that do not belong to the lead
 */
public record UnmergeRequest(@Nullable List<@Nullable String> identities) {

  /**
   * The request read.
   *
   * @param errors empty if the identities can be used
   */
  public record Reading(Set<Identity> identities, List<Place> errors) {}

  /** Reads it; every wrong place is named. */
  public Reading check() {
    Set<Identity> read = new LinkedHashSet<>();
    List<Place> errors = new ArrayList<>();
    List<@Nullable String> sent = identities == null ? List.of() : identities;
    if (sent.isEmpty()) {
      errors.add(Place.at("/identities", "name one identity at least"));
    }
    for (int i = 0; i < sent.size(); i++) {
      String label = sent.get(i);
      Optional<Identity> identity = label == null ? Optional.empty() : Identity.parse(label);
      if (identity.isEmpty()) {
        errors.add(Place.at("/identities/" + i, "write kind:value"));
      }
      identity.ifPresent(read::add);
    }
    return new Reading(read, errors);
  }
}
