package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.kpi.Cell;
import dev.leadlight.feedback.kpi.Cell.Sum;
import dev.leadlight.feedback.kpi.Cohorts;
import dev.leadlight.feedback.kpi.Dimension;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.kpi.Stores;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sums, each table in one statement and hence from one state of them. The cost grows with
 * the values of the dimension and slowly with the months there are, not with leads, tier changes or
 * orders. Beside them, the counts of sensors.
 */
@ApplicationScoped
public class KpiStore {

  /** What of the figures with two days is no gap between the days of people. */
  private static final String PRODUCTS = "square";

  private final Database database;

  KpiStore(Database database) {
    this.database = database;
  }

  /** Counts a period and the one before it. */
  public Uni<List<Cell>> count(Wanted wanted, Period period) {
    return database
        .ask(
            KpiSql.COUNT,
            Tuple.tuple()
                .addString(wanted.dimension())
                .addString(wanted.value())
                .addLocalDate(period.firstDay())
                .addLocalDate(period.lastDay())
                .addLocalDate(period.before().firstDay())
                .addArrayOfString(wanted.figures().toArray(String[]::new))
                .addArrayOfString(spans(wanted, span -> !span.equals(PRODUCTS)))
                .addArrayOfString(spans(wanted, PRODUCTS::equals))
                .addArrayOfString(
                    wanted.periods().stream()
                        .map(when -> when.name().toLowerCase(Locale.ROOT))
                        .toArray(String[]::new)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(KpiStore::cell).toList());
  }

  private static String[] spans(Wanted wanted, Predicate<String> which) {
    return wanted.spans().stream().filter(which).toArray(String[]::new);
  }

  /**
   * How many people sensors counted in the period, by store and zone. The cost grows with the days
   * of it on which they counted.
   *
   * @param store null for all
   */
  public Uni<List<Stores.Counted>> footfall(@Nullable String store, Period period) {
    return database
        .ask(KpiSql.FOOTFALL, Tuple.of(period.firstDay(), period.lastDay(), store))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(KpiStore::counted).toList());
  }

  /** Counts the cohorts whose first month the period touches, up to its last month. */
  public Uni<List<Cohorts.Count>> cohorts(Period period, @Nullable String tier) {
    LocalDate first = period.firstDay().withDayOfMonth(1);
    LocalDate last = period.lastDay().withDayOfMonth(1);
    return database
        .ask(KpiSql.COHORTS, Tuple.of(first, last, tier == null ? "" : tier))
        .map(
            rows -> StreamSupport.stream(rows.spliterator(), false).map(KpiStore::cohort).toList());
  }

  /** Whether there were ever figures of a group, in any period. */
  public Uni<Boolean> knows(Dimension dimension, String value) {
    return isKnown(KpiSql.KNOWN, Tuple.of(dimension.label(), value));
  }

  /** Whether there were ever figures of a tier. */
  public Uni<Boolean> knowsTier(String tier) {
    return isKnown(KpiSql.KNOWN_TIER, Tuple.of(tier));
  }

  private Uni<Boolean> isKnown(String sql, Tuple of) {
    return database.ask(sql, of).map(rows -> rows.iterator().next().getBoolean("known"));
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

  private static Stores.Counted counted(Row row) {
    return new Stores.Counted(
        row.getString("store"),
        row.getString("zone"),
        row.getLong("visitors"),
        row.getLong("orders"));
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
