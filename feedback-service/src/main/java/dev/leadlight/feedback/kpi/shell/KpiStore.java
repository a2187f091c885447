package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.kpi.Cell;
import dev.leadlight.feedback.kpi.Cell.Sum;
import dev.leadlight.feedback.kpi.Cohorts;
import dev.leadlight.feedback.kpi.Period;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the daily sums, each table in one statement and hence from one state of them. The cost
 * grows with the days and the values of the dimension, not with leads, tier changes or orders.
 */
@ApplicationScoped
public class KpiStore {

  /**
   * $1 dimension, $2 value or null, $3 to $6 both periods by their days, $7 and $8 the figures.
   * {@code offset 0} has the gaps looked up by ranges of the index: joined, all would be read.
   */
  private static final String COUNT =
      """
      select figure, value, tier, item,
        coalesce(sum(n) filter (where day between $3 and $4), 0) as now_n,
        coalesce(sum(amount) filter (where day between $3 and $4), 0) as now_amount,
        coalesce(sum(n) filter (where day between $5 and $6), 0) as before_n,
        coalesce(sum(amount) filter (where day between $5 and $6), 0) as before_amount,
        sum(n) as total_n, sum(amount) as total_amount,
        coalesce(sum(n) filter (where day <= $6), 0) as total_before,
        coalesce(sum(n) filter (where day < $3), 0) as earlier,
        coalesce(sum(n) filter (where day < $5), 0) as earlier_before
      from kpi_sum
      where dimension = $1 and figure = any ($7) and ($2::text is null or value = $2) and day <= $4
      group by figure, value, tier, item
      union all
      select figure || '~', value, tier, item,
        coalesce(sum(n) filter (where of = 'now'), 0),
        coalesce(sum(amount) filter (where of = 'now'), 0),
        coalesce(sum(n) filter (where of = 'before'), 0),
        coalesce(sum(amount) filter (where of = 'before'), 0),
        coalesce(sum(n) filter (where of = 'both'), 0),
        coalesce(sum(amount) filter (where of = 'both'), 0),
        0, 0, 0
      from (values ('now', $3::date, $4::date), ('before', $5::date, $6::date),
        ('both', $5::date, $4::date)) period (of, f, t)
      cross join lateral kpi_range(f, t) days
      cross join lateral (
        select figure, value, tier, item, n, amount
        from kpi_span
        where dimension = $1 and figure = any ($8) and grain = days.grain
          and earlier = days.earlier and day between days.day_from and days.day_to
          and ($2::text is null or value = $2)
        offset 0
      ) inside
      group by figure, value, tier, item
      """;

  private static final String COHORTS =
      """
      select earlier, day, figure = 'cohort_buyer' as is_buyers, item, n, amount
      from kpi_span
      where dimension = '' and figure in ('cohort_buyer', 'cohort_order') and grain = 3
        and earlier between $1 and $2 and day <= $2 and tier = $3 and value = ''
      """;

  private final Database database;

  KpiStore(Database database) {
    this.database = database;
  }

  /**
   * What to count.
   *
   * @param dimension empty for none
   * @param value null for all
   * @param figures what is summed up by days
   * @param spans what has two days
   */
  public record Wanted(
      String dimension, @Nullable String value, List<String> figures, List<String> spans) {

    /** Of the key figures. */
    static final List<String> HEADLINES =
        List.of(
            "lead+",
            "lead-",
            "lead!",
            "buyer+",
            "buyer-",
            "buyer!",
            "repeat_buyer+",
            "repeat_buyer-",
            "order",
            "reached",
            "stay",
            "crossed",
            "held",
            "contacted",
            "label",
            "won",
            "satisfaction");

    /** Of the people among them. */
    static final List<String> PEOPLE = List.of("lead", "buyer", "repeat_buyer");
  }

  /** Counts a period and the one before it. */
  public Uni<List<Cell>> count(Wanted wanted, Period period) {
    Period before = period.before();
    return database
        .run(
            COUNT,
            Tuple.tuple()
                .addString(wanted.dimension())
                .addString(wanted.value())
                .addLocalDate(period.firstDay())
                .addLocalDate(period.lastDay())
                .addLocalDate(before.firstDay())
                .addLocalDate(before.lastDay())
                .addArrayOfString(wanted.figures().toArray(String[]::new))
                .addArrayOfString(wanted.spans().toArray(String[]::new)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(KpiStore::cell).toList());
  }

  /** Counts the cohorts whose first month the period touches, up to its last month. */
  public Uni<List<Cohorts.Count>> cohorts(Period period, @Nullable String tier) {
    LocalDate first = period.firstDay().withDayOfMonth(1);
    LocalDate last = period.lastDay().withDayOfMonth(1);
    return database
        .run(COHORTS, Tuple.of(first, last, tier == null ? "" : tier))
        .map(
            rows -> StreamSupport.stream(rows.spliterator(), false).map(KpiStore::cohort).toList());
  }

  private static Cell cell(Row row) {
    return new Cell(
        row.getString("figure"),
        row.getString("value"),
        row.getString("tier"),
        row.getString("item"),
        sum(row, "now"),
        sum(row, "before"),
        sum(row, "total"),
        row.getLong("total_before"),
        row.getLong("earlier"),
        row.getLong("earlier_before"));
  }

  private static Sum sum(Row row, String when) {
    return new Sum(row.getLong(when + "_n"), row.getBigDecimal(when + "_amount"));
  }

  private static Cohorts.Count cohort(Row row) {
    return new Cohorts.Count(
        YearMonth.from(row.getLocalDate("earlier")),
        YearMonth.from(row.getLocalDate("day")),
        row.getBoolean("is_buyers"),
        row.getString("item"),
        row.getLong("n"),
        row.getBigDecimal("amount"));
  }
}
