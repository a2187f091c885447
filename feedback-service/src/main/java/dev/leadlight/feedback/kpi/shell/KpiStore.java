package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.kpi.Money;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.kpi.Tally;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts by tier, in one statement and hence from one state of the tables. Reads the whole tier
 * history at each call, so its cost grows with the number of tier changes ever stored.
 */
@ApplicationScoped
public class KpiStore {

  /** Rows of three figures; a null tier stands for all tiers together. */
  private static final String COUNT =
      """
      with sale as (
        select coalesce(lead_root.root, conversion.lead_id) as lead,
          tier_before as tier, value, currency
        from conversion left join lead_root using (lead_id)
        where occurred_at >= $1 and occurred_at < $2
      ), presence as (
        select coalesce(lead_root.root, tier_stay.lead_id) as lead, tier
        from tier_stay left join lead_root using (lead_id)
        where since < $2 and (until is null or until > $1 or since >= $1)
        union
        select lead, tier from sale
      )
      select 'leads' as figure, tier, null as currency,
        count(distinct lead) as leads, 0 as orders, 0 as amount
      from presence group by grouping sets ((tier), ())
      union all
      select 'orders', tier, null, count(distinct lead), count(*), 0
      from sale group by grouping sets ((tier), ())
      union all
      select 'sales', tier, currency, 0, count(*), sum(value)
      from sale where value is not null and currency is not null
      group by grouping sets ((tier, currency), (currency))
      order by figure, tier, currency
      """;

  private final Database database;

  KpiStore(Database database) {
    this.database = database;
  }

  /**
   * What was counted.
   *
   * @param byTier only tiers in which something happened
   */
  public record Counts(Map<String, Tally> byTier, Tally total) {}

  /** Counts a period. */
  public Uni<Counts> count(Period period) {
    return database
        .run(COUNT, Tuple.of(Database.utc(period.from()), Database.utc(period.to())))
        .map(KpiStore::collect);
  }

  private static Counts collect(Iterable<Row> rows) {
    Map<@Nullable String, Tally> tallies = new HashMap<>();
    for (Row row : rows) {
      tallies.merge(row.getString("tier"), tally(row), KpiStore::add);
    }
    Tally total = tallies.remove(null);
    return new Counts(Map.copyOf(tallies), total == null ? Tally.NONE : total);
  }

  private static Tally tally(Row row) {
    long leads = row.getLong("leads");
    long orders = row.getLong("orders");
    return switch (row.getString("figure")) {
      case "leads" -> new Tally(leads, 0, 0, List.of());
      case "orders" -> new Tally(0, leads, orders, List.of());
      default -> new Tally(0, 0, 0, List.of(new Tally.Sales(orders, money(row))));
    };
  }

  private static Money money(Row row) {
    return new Money(row.getString("currency"), row.getBigDecimal("amount"));
  }

  /** Each row holds figures that the others leave at zero. */
  private static Tally add(Tally one, Tally other) {
    List<Tally.Sales> sales = new ArrayList<>(one.sales());
    sales.addAll(other.sales());
    return new Tally(
        one.leads() + other.leads(),
        one.convertedLeads() + other.convertedLeads(),
        one.orders() + other.orders(),
        sales);
  }
}
