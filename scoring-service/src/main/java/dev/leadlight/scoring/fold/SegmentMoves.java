package dev.leadlight.scoring.fold;

import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Memberships.Move;
import dev.leadlight.scoring.score.Segmenting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be told of a lead's segments: the difference between those announced last and those it
 * is in now. What came and went between two looks is not told, as with tiers.
 */
final class SegmentMoves {

  private SegmentMoves() {}

  /** Whether there is nothing to tell. */
  static boolean areNone(LeadState state, List<String> segments) {
    return state.segments().announced().size() == segments.size()
        && state.segments().announced().containsAll(segments);
  }

  /**
   * In the order in which they happened.
   *
   * @param eventHash of the event that caused them; 0 if it was none
   */
  static List<Move> of(LeadState state, Segmenting segmenting, long eventHash, Instant now) {
    List<String> segments = segmenting.at(now);
    if (areNone(state, segments)) {
      return List.of();
    }
    List<Move> moves = new ArrayList<>();
    for (String segment : segments) {
      if (!state.segments().announced().contains(segment)) {
        moves.add(move(state, segment, true, segmenting, eventHash, now));
      }
    }
    state.segments().announced().stream()
        .filter(segment -> !segments.contains(segment))
        .sorted()
        .forEach(segment -> moves.add(move(state, segment, false, segmenting, eventHash, now)));
    moves.sort(Comparator.comparingLong(Move::at));
    return moves;
  }

  private static Move move(
      LeadState state,
      String segment,
      boolean isEntry,
      Segmenting segmenting,
      long eventHash,
      Instant now) {
    Instant since = segmenting.since(segment, now);
    // Events of a batch have the same moment: a lead may enter, leave and enter again in one.
    String cause = eventHash == 0 ? now.toString() : Long.toHexString(eventHash);
    return new Move(
        EffectId.of("segment", state.id().value(), segment, isEntry ? "in" : "out", cause),
        segment,
        isEntry,
        (since == null ? now : since).toEpochMilli(),
        eventHash,
        now.toEpochMilli());
  }
}
