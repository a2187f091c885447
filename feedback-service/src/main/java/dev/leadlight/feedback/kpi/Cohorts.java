package dev.leadlight.feedback.kpi;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who bought for the first time in a month, and what became of them, by months of the shop's
 * calendar.
 *
 * @param tier in which they were just before their first order; null for all
 * @param cohorts by month
 */
public record Cohorts(
    Period period, Instant generatedAt, Rates basis, @Nullable String tier, List<Cohort> cohorts)
    implements Tabular {

  @Override
  public List<Line> lines() {
    return cohorts.stream()
        .flatMap(
            cohort ->
                cohort.months().stream()
                    .map(month -> new Line(Map.of("firstOrder", cohort.firstOrder()), month)))
        .toList();
  }

  /**
   * Those of one month.
   *
   * @param size how many
   * @param months from month 0, that of the first order, on; months in which nobody bought are
   *     among them
   */
  public record Cohort(YearMonth firstOrder, long size, List<Month> months) {}

  /**
   * One month of a cohort.
   *
   * @param number after the first
   * @param buyers of the cohort: those who bought in the month
   * @param revenuePerCustomer what the cohort spent up to the end of the month, by its size, in the
   *     basis currency
   */
  public record Month(
      int number,
      YearMonth month,
      Share buyers,
      long orders,
      Figures.InBasis money,
      Money revenuePerCustomer) {}

  /**
   * What was counted.
   *
   * @param isBuyers whether n are people; otherwise orders
   */
  public record Count(
      YearMonth cohort,
      YearMonth month,
      boolean isBuyers,
      String currency,
      long n,
      BigDecimal amount) {}

  /** Puts together what was counted, up to a month. */
  public static Cohorts of(
      Period period,
      Instant generatedAt,
      Rates rates,
      @Nullable String tier,
      YearMonth until,
      Collection<Count> counts) {
    SortedMap<YearMonth, List<Count>> byCohort = new TreeMap<>();
    counts.forEach(
        count -> byCohort.computeIfAbsent(count.cohort(), c -> new ArrayList<>()).add(count));
    List<Cohort> cohorts = new ArrayList<>();
    for (Map.Entry<YearMonth, List<Count>> each : byCohort.entrySet()) {
      cohorts.add(cohort(each.getKey(), each.getValue(), until, rates));
    }
    cohorts.removeIf(cohort -> cohort.size() == 0);
    return new Cohorts(period, generatedAt, rates, tier, List.copyOf(cohorts));
  }

  private static Cohort cohort(YearMonth first, List<Count> counts, YearMonth until, Rates rates) {
    long size = buyers(counts, first);
    List<Month> months = new ArrayList<>();
    BigDecimal spent = BigDecimal.ZERO;
    for (YearMonth month = first; size > 0 && !month.isAfter(until); month = month.plusMonths(1)) {
      SortedMap<String, Cell.Sum> sales = sales(counts, month);
      Revenue revenue = Revenue.of(sales, rates);
      spent = spent.add(revenue.converted());
      months.add(
          new Month(
              (int) ChronoUnit.MONTHS.between(first, month),
              month,
              Share.of(buyers(counts, month), size),
              orders(counts, month),
              Figures.InBasis.of(revenue, rates),
              new Money(rates.currency(), spent).dividedBy(size)));
    }
    return new Cohort(first, size, List.copyOf(months));
  }

  private static long buyers(List<Count> counts, YearMonth month) {
    return counts.stream()
        .filter(count -> count.isBuyers() && count.month().equals(month))
        .mapToLong(Count::n)
        .sum();
  }

  private static long orders(List<Count> counts, YearMonth month) {
    return counts.stream()
        .filter(count -> !count.isBuyers() && count.month().equals(month))
        .mapToLong(Count::n)
        .sum();
  }

  private static SortedMap<String, Cell.Sum> sales(List<Count> counts, YearMonth month) {
    SortedMap<String, Cell.Sum> sales = new TreeMap<>();
    for (Count count : counts) {
      if (!count.isBuyers() && count.month().equals(month) && !count.currency().isEmpty()) {
        sales.merge(count.currency(), new Cell.Sum(count.n(), count.amount()), Cell.Sum::plus);
      }
    }
    return sales;
  }
}
