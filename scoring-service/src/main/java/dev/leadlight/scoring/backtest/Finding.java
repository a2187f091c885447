package dev.leadlight.scoring.backtest;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.tier.ScorecardRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a back-test has found.
 *
 * @param events that were folded
 * @param lateEvents those of them that were told more than a minute after they happened
 * @param leads known at the period's end
 * @param moments at which leads were scored
 * @param tierSizes leads by the tier they have under the draft at the period's end, highest first
 * @param draft how well the draft did
 * @param live how well the card in force did on the same; null if it counts other purchases, which
 *     makes the two incomparable, and if it leaks
 * @param liveLeaks the rules by which the card in force would know the answer, as places in its
 *     document
 * @param flips leads that would change tier; empty as well where the two count other purchases
 */
public record Finding(
    long events,
    long lateEvents,
    long leads,
    List<Instant> moments,
    Map<String, Long> tierSizes,
    ScorecardRef liveScorecard,
    Quality draft,
    @Nullable Quality live,
    List<Place> liveLeaks,
    List<Flip> flips) {

  public Finding {
    moments = List.copyOf(moments);
    // What was found before there was this field is kept for some weeks.
    liveLeaks = liveLeaks == null ? List.of() : List.copyOf(liveLeaks);
    flips = List.copyOf(flips);
  }
}
