package dev.leadlight.contracts.scorecard;

import dev.leadlight.contracts.http.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a scorecard document.
 *
 * @param scorecard the card, or null when the document has errors
 * @param errors what is wrong and where; empty exactly when there is a card
 */
public record ScorecardReading(@Nullable Scorecard scorecard, List<Problem.Place> errors) {

  public ScorecardReading {
    errors = List.copyOf(errors);
  }

  /**
   * The card.
   *
   * @throws IllegalArgumentException naming the errors, if there is none
   */
  public Scorecard orElseThrow() {
    if (scorecard == null) {
      throw new IllegalArgumentException(
          errors.stream()
              .map(place -> place.pointer() + ": " + place.message())
              .collect(Collectors.joining("; ")));
    }
    return scorecard;
  }
}
