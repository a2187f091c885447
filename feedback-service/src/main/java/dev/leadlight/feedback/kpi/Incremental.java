package dev.leadlight.feedback.kpi;

import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.feedback.significance.Confidence;
import dev.leadlight.feedback.significance.Difference;
import dev.leadlight.feedback.significance.Interval;
import dev.leadlight.feedback.significance.Sums;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What acting on leads has earned: the leads of all arms that are acted on against those of the
 * hold-out, by what they spent.
 *
 * @param routed all arms but the hold-out
 * @param perLead by how much a routed lead spent more, on average, in the basis currency; null
 *     until both have {@value Difference#LEAST_SPENDERS} buyers
 * @param revenue the same for all routed leads together
 */
public record Incremental(
    Period period,
    Instant generatedAt,
    Rates basis,
    Spending routed,
    Spending holdOut,
    @Nullable Estimate perLead,
    @Nullable Estimate revenue,
    List<Money> unconverted)
    implements Tabular {

  @Override
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Map.of("leadsOf", "routed"), routed));
    lines.add(new Line(Map.of("leadsOf", "hold-out"), holdOut));
    if (perLead != null && revenue != null) {
      lines.add(new Line(Map.of("leadsOf", "difference per lead"), perLead));
      lines.add(new Line(Map.of("leadsOf", "difference"), revenue));
    }
    return lines;
  }

  /** Of leads, those who bought nothing included. */
  public record Spending(long leads, Share buyers, BigDecimal revenue, @Nullable Double perLead) {}

  /**
   * An estimate with Welch's interval of 95 %.
   *
   * @param pValue how often chance alone would differ as much
   */
  public record Estimate(double value, Interval interval, double pValue) {}

  /** Works it out of what was counted by arm. */
  public static Incremental of(
      Period period, Instant generatedAt, Rates rates, Collection<Cell> cells) {
    List<Cell> held = new ArrayList<>();
    List<Cell> acted = new ArrayList<>();
    for (Cell cell : cells) {
      if (cell.tier().isEmpty()) {
        (cell.value().equals(Experiment.HOLD_OUT) ? held : acted).add(cell);
      }
    }
    Sums base = sums(held, rates);
    Sums other = sums(acted, rates);
    Difference difference =
        Difference.of(base, other, Confidence.USUAL)
            .ofSpenders(people("buyer", held), people("buyer", acted));
    boolean isKnown = difference.variance() > 0;
    return new Incremental(
        period,
        generatedAt,
        rates,
        spending(acted, other),
        spending(held, base),
        isKnown ? estimate(difference, 1) : null,
        isKnown ? estimate(difference, other.count()) : null,
        Revenue.of(new Tally(List.copyOf(cells)).items("order", When.NOW), rates).unconverted());
  }

  private static Estimate estimate(Difference difference, long leads) {
    Interval interval = difference.interval();
    return new Estimate(
        difference.estimate() * leads,
        new Interval(interval.low() * leads, interval.high() * leads),
        difference.pValue());
  }

  private static Spending spending(List<Cell> cells, Sums sums) {
    return new Spending(
        sums.count(),
        Share.of(people("buyer", cells), sums.count()),
        BigDecimal.valueOf(sums.sum()),
        sums.count() == 0 ? null : sums.mean());
  }

  /** Over arms; a lead is in one arm at a time. */
  private static long people(String figure, List<Cell> cells) {
    Map<String, Tally> arms = new TreeMap<>(Tally.by(Cell::value, cells));
    return arms.values().stream().mapToLong(arm -> arm.people(figure, When.NOW)).sum();
  }

  private static Sums sums(List<Cell> cells, Rates rates) {
    Tally all = new Tally(cells);
    double squares = 0;
    for (Map.Entry<String, Cell.Sum> each : all.products("square").entrySet()) {
      String[] currencies = each.getKey().split("/", 2);
      Optional<BigDecimal> one = rates.of(currencies[0]);
      Optional<BigDecimal> other = rates.of(currencies[1]);
      if (one.isPresent() && other.isPresent()) {
        squares += each.getValue().amount().multiply(one.get()).multiply(other.get()).doubleValue();
      }
    }
    return new Sums(
        people("lead", cells),
        Revenue.of(all.items("order", When.NOW), rates).converted().doubleValue(),
        squares);
  }
}
