package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Ranked;
import dev.leadlight.scoring.scorecard.InForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes down the ranking for one page.
 *
 * <p>The ranking knows the score of each lead when it was last looked at, and in silence scores
 * fade. So whoever is met higher than its score is now is put where it belongs and met there once
 * more; whoever is met at its place is listed. That is a priority queue whose keys are lowered
 * lazily: as long as no lead stands lower than its score, the leads come in the order of their
 * scores, to within the hundredth of a point below which nothing is moved.
 *
 * <p>Under a card whose negative points fade, a lead may stand lower than its score, by no more
 * than {@link Ranked#MOST_RISE}. There the walk looks that much farther down before it lists
 * anybody. Only where so many leads lie within that point that a page can't look at all of them, it
 * goes by what it has seen.
 *
 * <p>The place of the lead listed last is all that has to be remembered between pages. Nobody who
 * stays silent is listed twice or left out, as leads that others move meanwhile stay within that
 * hundredth.
 */
public final class RankedWalk {

  private final InForce cards;
  private final LeadFilter filter;
  private final Instant at;
  private final int limit;
  private final double mostRise;
  private final List<LeadSummary> listed = new ArrayList<>();
  private final PriorityQueue<Ranked> waiting = new PriorityQueue<>(Ranked.ORDER);
  private final Map<LeadId, LeadSummary> known = new HashMap<>();
  private @Nullable Ranked place;
  private @Nullable Ranked met;
  private boolean isAtEnd;
  private int examined;

  /**
   * A walk.
   *
   * @param after the place to go on from; null for the top
   * @param limit how many leads to list at most
   */
  public RankedWalk(
      InForce cards, LeadFilter filter, Instant at, @Nullable Ranked after, int limit) {
    this.cards = cards;
    this.filter = filter;
    this.at = at;
    this.place = after;
    this.met = after;
    this.limit = limit;
    this.mostRise =
        cards.live().stream().flatMap(card -> card.groups().stream()).anyMatch(Group::mayRise)
            ? Ranked.MOST_RISE
            : 0;
  }

  /** The place up to which it has looked; null at the top. */
  public @Nullable Ranked place() {
    return met;
  }

  /** How many leads were looked at. */
  public int examined() {
    return examined;
  }

  /** Whether the page is full or everybody in the ranking was met. */
  public boolean isDone() {
    return isAtEnd || listed.size() >= limit;
  }

  /** How many leads it is worth to look at next. */
  public int appetite() {
    int missing = limit - listed.size();
    return filter.isOpen() ? missing + 16 : Math.max(missing, 200);
  }

  /**
   * The leads to look at next.
   *
   * @param parts what each part of the ranking has at or below the place, highest first
   * @param most how many each part was asked for; one that has fewer is at its end
   */
  public List<Ranked> next(List<List<Ranked>> parts, int most) {
    Ranked lowest = null;
    for (List<Ranked> part : parts) {
      Ranked last = part.size() < most ? null : part.get(part.size() - 1);
      if (last != null && (lowest == null || Ranked.ORDER.compare(last, lowest) < 0)) {
        lowest = last;
      }
    }
    Ranked end = lowest;
    double least = filter.lowest(cards.live());
    List<Ranked> all =
        parts.stream()
            .flatMap(List::stream)
            .filter(each -> met == null || Ranked.ORDER.compare(each, met) > 0)
            .filter(each -> end == null || Ranked.ORDER.compare(each, end) <= 0)
            .sorted(Ranked.ORDER)
            .toList();
    List<Ranked> worthwhile = all.stream().filter(each -> each.place() >= least).toList();
    List<Ranked> first = worthwhile.subList(0, Math.min(worthwhile.size(), appetite()));
    isAtEnd = (end == null || worthwhile.size() < all.size()) && first.size() == worthwhile.size();
    return first;
  }

  /** What is to be put right in the ranking. */
  public record Corrections(Map<Ranked, Ranked> moved, Set<LeadId> gone) {}

  /** Lists those of whom it is sure by now that they come next. */
  public Corrections take(List<Ranked> next, Map<LeadId, LeadState> leads) {
    Corrections corrections = new Corrections(new HashMap<>(), new HashSet<>());
    for (Ranked each : next) {
      met = each;
      if (known.containsKey(each.lead())) {
        continue; // it was put here a step ago, and waits since
      }
      LeadState state = Objects.requireNonNull(leads.get(each.lead()), "not loaded");
      examined++;
      if (state.isUnseen() || state.mergedInto() != null) {
        corrections.gone().add(each.lead());
      } else {
        LeadSummary lead = LeadSummary.of(state, cards.termsOf(state.id()), at);
        known.put(each.lead(), lead);
        waiting.add(placed(each, lead, corrections));
      }
    }
    list(mostRise);
    return corrections;
  }

  private static Ranked placed(Ranked each, LeadSummary lead, Corrections corrections) {
    if (!each.isTooHighFor(lead.score()) && !each.isTooLowFor(lead.score())) {
      return each;
    }
    Ranked right = Ranked.of(each.lead(), lead.score());
    corrections.moved().put(each, right);
    return right;
  }

  /** Goes on as long as nobody who was not met yet has a higher score. */
  private void list(double rise) {
    for (Ranked each = waiting.peek();
        each != null && listed.size() < limit && isNext(each, rise);
        each = waiting.peek()) {
      waiting.remove();
      place = later(place, each);
      LeadSummary lead = Objects.requireNonNull(known.get(each.lead()), "not met");
      if (filter.accepts(lead)) {
        listed.add(lead);
      }
    }
  }

  private boolean isNext(Ranked each, double rise) {
    return isAtEnd
        || (met != null
            && Ranked.ORDER.compare(each, met) <= 0
            && each.place() >= met.place() + rise);
  }

  private static @Nullable Ranked later(@Nullable Ranked left, @Nullable Ranked right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return Ranked.ORDER.compare(left, right) < 0 ? right : left;
  }

  /** The page as far as it has come. */
  public LeadPage page() {
    if (!isDone()) { // it has looked at enough: all that were met higher than the last are listed
      list(0);
      place = listed.size() < limit ? later(place, met) : place;
    }
    List<LeadSummary> sorted = new ArrayList<>(listed);
    sorted.sort(Comparator.comparingDouble(LeadSummary::score).reversed());
    boolean isOver = isAtEnd && waiting.isEmpty();
    return new LeadPage(
        at,
        cards.champion().ref(),
        sorted,
        isOver || place == null ? null : new ListCursor(at, place).text());
  }
}
