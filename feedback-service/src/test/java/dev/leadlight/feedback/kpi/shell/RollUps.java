package dev.leadlight.feedback.kpi.shell;

import static org.awaitility.Awaitility.await;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.kpi.Cell;
import dev.leadlight.feedback.kpi.Kpis;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.kpi.Rates;
import dev.leadlight.feedback.kpi.Table;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tests of key figures need of the sums. */
final class RollUps {

  static final Rates RATES =
      new Rates("EUR", Map.of("USD", new BigDecimal("0.80")), LocalDate.parse("2021-01-01"));
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private RollUps() {}

  /** Empties the facts and the sums; the job, which runs beside, takes its turn. */
  static void startWithNothing(Database database) {
    done(
        database.inTransaction(
            connection ->
                connection
                    .query("select pg_advisory_xact_lock(hashtext('kpi_refresh'))")
                    .execute()
                    .chain(
                        () ->
                            connection
                                .query(
                                    "truncate snapshot, lead_alias, tier_change, conversion,"
                                        + " delivery, store_signal, footfall, footfall_day, outcome, kpi_dirty, kpi_lead,"
                                        + " kpi_stay, kpi_sight, kpi_sale, kpi_visit, kpi_label,"
                                        + " kpi_lead_day, kpi_sum, kpi_span")
                                .execute())));
  }

  /** Marks all leads so many times. */
  static void markEachLead(Database database, int times) {
    done(
        database.run(
            "insert into kpi_dirty (lead_id) select lead_id from kpi_lead, generate_series(1, $1)",
            Tuple.of(times)));
  }

  /** A round, if there is time for it. */
  static void workOff(RollUpStore store, int most) {
    done(store.refresh(most).onFailure().recoverWithItem(0));
  }

  /** Until the sums are those of the facts. */
  static void catchUp(RollUpStore store) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions() // a slow machine makes a round run out of patience
        .until(
            () -> {
              done(store.refresh(100));
              return done(store.waiting()).marks() == 0;
            });
  }

  /** The headline figures of everything. */
  static Kpis kpis(KpiStore store, Period period, String... tiers) {
    return Kpis.of(period, NOW, RATES, null, List.of(tiers), cells(store, "", null, period));
  }

  /** By the tiers in which there was somebody. */
  static Table table(KpiStore store, Period period) {
    Kpis kpis = kpis(store, period);
    return new Table(kpis.tiers(), kpis.total());
  }

  static List<Cell> cells(KpiStore store, String dimension, @Nullable String value, Period period) {
    return done(
        store.count(
            new Wanted(dimension, value, Wanted.HEADLINES, Wanted.PEOPLE, Wanted.ALL), period));
  }

  /** All sums as text, those that came to nothing left out. */
  static String everything(Database database) {
    return done(database.run(
            """
                select coalesce(string_agg(line, E'\\n' order by line), '') as lines from (
                  select concat_ws(' ', kpi_sum.dimension, figure, grain, value, tier, item, day, n,
                    trim_scale(amount)) as line
                  from kpi_sum join kpi_group on id = grp where n <> 0 or amount <> 0
                  union all
                  select concat_ws(' ', kpi_span.dimension, figure, grain, earlier, day, value, tier,
                    item, n, trim_scale(amount))
                  from kpi_span join kpi_group on id = grp where n <> 0 or amount <> 0
                ) all_sums
                """,
            Tuple.tuple()))
        .iterator()
        .next()
        .getString("lines");
  }

  static <T> T done(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(20));
  }
}
