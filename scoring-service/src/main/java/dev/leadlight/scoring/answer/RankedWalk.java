package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.identity.LeadId;
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
 * <p>A walk's place in the ranking is all that has to be remembered between pages. Nobody who stays
 * silent is listed twice or left out, as leads that others move meanwhile stay within that
 * hundredth.
 */
public final class RankedWalk {

  private final InForce cards;
  private final LeadFilter filter;
  private final Instant at;
  private final int limit;
  private final List<LeadSummary> listed = new ArrayList<>();
  private @Nullable Ranked place;
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
    this.limit = limit;
  }

  /** The place up to which it has come; null at the top. */
  public @Nullable Ranked place() {
    return place;
  }

  /** How many leads were looked at. */
  public int examined() {
    return examined;
  }

  /** Whether the page is full or the ranking is at its end. */
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
            .filter(each -> place == null || Ranked.ORDER.compare(each, place) > 0)
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

  /** Lists those that are met at their place. */
  public Corrections take(List<Ranked> met, Map<LeadId, LeadState> leads) {
    Corrections corrections = new Corrections(new HashMap<>(), new HashSet<>());
    if (met.isEmpty()) {
      return corrections;
    }
    Ranked end = met.get(met.size() - 1);
    PriorityQueue<Ranked> queue = new PriorityQueue<>(met.size(), Ranked.ORDER);
    queue.addAll(met);
    Map<LeadId, LeadSummary> known = new HashMap<>();
    while (listed.size() < limit) {
      Ranked each = queue.poll();
      if (each == null) {
        place = place == null || Ranked.ORDER.compare(end, place) > 0 ? end : place;
        return corrections;
      }
      LeadSummary lead = known.get(each.lead());
      if (lead == null) {
        LeadState state = Objects.requireNonNull(leads.get(each.lead()), "not loaded");
        examined++;
        if (state.isUnseen() || state.mergedInto() != null) {
          corrections.gone().add(each.lead());
          continue;
        }
        lead = LeadSummary.of(state, cards.termsOf(state.id()), at);
        Ranked right = Ranked.of(each.lead(), lead.score());
        if (each.isTooHighFor(lead.score())) {
          corrections.moved().put(each, right);
          if (isAtEnd || Ranked.ORDER.compare(right, end) <= 0) {
            known.put(each.lead(), lead);
            queue.add(right);
          }
          continue;
        }
        if (each.isTooLowFor(lead.score())) {
          corrections.moved().put(each, right);
        }
      }
      place = each;
      if (filter.accepts(lead)) {
        listed.add(lead);
      }
    }
    isAtEnd = isAtEnd && queue.isEmpty();
    return corrections;
  }

  /** The page as far as it has come. */
  public LeadPage page() {
    List<LeadSummary> sorted = new ArrayList<>(listed);
    sorted.sort(Comparator.comparingDouble(LeadSummary::score).reversed());
    return new LeadPage(
        at,
        cards.champion().ref(),
        sorted,
        isAtEnd || place == null ? null : new ListCursor(at, place).text());
  }
}
