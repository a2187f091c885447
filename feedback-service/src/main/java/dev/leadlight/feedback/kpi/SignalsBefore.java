package dev.leadlight.feedback.kpi;

import dev.leadlight.feedback.kpi.Tally.When;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What leads did, in stores and on the site, in the 30 days before they ordered.
 *
 * @param orders that told what came before them; others are in no share
 * @param signals the most frequent first
 */
public record SignalsBefore(
    Period period, Instant generatedAt, long orders, List<Preceding> signals) implements Tabular {

  @Override
  public List<Line> lines() {
    return signals.stream().map(signal -> new Line(Map.of(), signal)).toList();
  }

  /**
   * One kind of deed.
   *
   * @param signal a counter of docs/features.md
   * @param orders before which it was done at least once
   * @param byTier the same by the tier just before the order
   */
  public record Preceding(String signal, Share orders, Map<String, Share> byTier) {}

  /** Puts together what was counted. */
  public static SignalsBefore of(Period period, Instant generatedAt, Collection<Cell> cells) {
    Map<String, Tally> byTier = Tally.by(Cell::tier, cells);
    Tally all = byTier.getOrDefault("", Tally.NONE);
    long orders = known(all);
    List<Preceding> signals =
        all.items("preceded", When.NOW).entrySet().stream()
            .map(
                each ->
                    new Preceding(
                        each.getKey(),
                        Share.of(each.getValue().n(), orders),
                        byTier(each.getKey(), byTier)))
            .sorted(
                Comparator.comparing((Preceding each) -> -each.orders().part())
                    .thenComparing(Preceding::signal))
            .toList();
    return new SignalsBefore(period, generatedAt, orders, signals);
  }

  private static Map<String, Share> byTier(String signal, Map<String, Tally> byTier) {
    Map<String, Share> shares = new TreeMap<>();
    byTier.forEach(
        (tier, tally) -> {
          if (!tier.isEmpty() && known(tally) > 0) {
            long part = tally.items("preceded", When.NOW).getOrDefault(signal, Cell.Sum.NONE).n();
            shares.put(tier, Share.of(part, known(tally)));
          }
        });
    return shares;
  }

  private static long known(Tally tally) {
    return tally.sum("signals_known", When.NOW).n();
  }
}
