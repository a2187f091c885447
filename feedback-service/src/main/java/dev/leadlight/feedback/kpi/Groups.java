package dev.leadlight.feedback.kpi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The figures of each value of a dimension. A lead may count in several: one that was in two
 * segments, or came by two channels.
 *
 * @param groups by value
 */
public record Groups(
    Period period, Instant generatedAt, Rates basis, String dimension, List<Group> groups)
    implements Tabular {

  @Override
  public List<Line> lines() {
    return groups.stream()
        .flatMap(
            group ->
                Stream.concat(group.tiers().stream(), Stream.of(group.total()))
                    .map(figures -> new Line(Map.of(dimension, group.value()), figures)))
        .toList();
  }

  /** The figures of one value, and those of the period before. */
  public record Group(String value, List<Figures> tiers, Figures total, Figures previous) {}

  /** Puts together what was counted. */
  public static Groups of(
      Period period,
      Instant generatedAt,
      Rates rates,
      Dimension dimension,
      List<String> tiersInForce,
      Collection<Cell> cells) {
    boolean isOfStore = dimension == Dimension.STORE;
    List<Group> groups =
        cells.stream().collect(Collectors.groupingBy(Cell::value)).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                each -> {
                  Table now = Table.of(each.getValue(), tiersInForce, rates, When.NOW, isOfStore);
                  Table before =
                      Table.of(each.getValue(), tiersInForce, rates, When.BEFORE, isOfStore);
                  return new Group(each.getKey(), now.tiers(), now.total(), before.total());
                })
            .filter(group -> group.total().leads() + group.previous().leads() > 0)
            .toList();
    return new Groups(period, generatedAt, rates, dimension.label(), groups);
  }
}
