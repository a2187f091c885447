package dev.leadlight.scoring.lead;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The segments that a lead was announced to be in. Which ones it is in says the evidence; this is
 * only how far others were told.
 *
 * @param announced ids of segments
 * @param moves the latest announcements, as outbox: like tier changes they are told again when
 *     their cause comes again
 */
public record Memberships(Set<String> announced, List<Move> moves) {

  private static final int MOST_MOVES = 12;

  private static final Memberships NONE = new Memberships(Set.of(), List.of());

  /**
   * Into a segment or out of it.
   *
   * @param id of the announcement, derived from its cause
   * @param at when it happened, in epoch milliseconds
   * @param eventHash the causing event's; 0 if it was none
   * @param decidedAt when it was noticed, in epoch milliseconds
   */
  public record Move(
      String id, String segment, boolean isEntry, long at, long eventHash, long decidedAt) {}

  public Memberships {
    announced = Set.copyOf(announced);
    moves = List.copyOf(moves);
  }

  /** Nothing was announced. */
  public static Memberships none() {
    return NONE;
  }

  /** With further moves announced. */
  Memberships with(List<Move> more) {
    Set<String> now = new HashSet<>(announced);
    for (Move move : more) {
      if (move.isEntry()) {
        now.add(move.segment());
      } else {
        now.remove(move.segment());
      }
    }
    List<Move> all = new ArrayList<>(moves);
    all.addAll(more);
    return new Memberships(now, latest(all, MOST_MOVES));
  }

  /** Of one person both: who was told of either need not be told again. */
  Memberships and(Memberships other) {
    Set<String> both = new HashSet<>(announced);
    both.addAll(other.announced);
    List<Move> all = new ArrayList<>(other.moves);
    all.addAll(moves);
    return new Memberships(both, latest(all, 2 * MOST_MOVES));
  }

  private static List<Move> latest(List<Move> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }
}
