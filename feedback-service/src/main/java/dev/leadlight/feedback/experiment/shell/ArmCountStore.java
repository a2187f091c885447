package dev.leadlight.feedback.experiment.shell;

import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.experiment.ArmCount;
import dev.leadlight.feedback.significance.Adjusted;
import dev.leadlight.feedback.significance.Proportion;
import dev.leadlight.feedback.significance.Sums;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts by arm, in one statement. Its cost grows with the leads of the experiment. */
@ApplicationScoped
public class ArmCountStore {

  /**
   * The definitions are those of the package {@code experiment}. In the first minute an arm counts
   * only if it is the one that {@link Experiment#armOf} gives: a replica that has not heard of the
   * experiment, or of its new shares, still tells the arm of what was before, which may have the
   * same name.
   */
  private static final String COUNT =
      """
      with exposure as (
        select distinct on (snapshot.lead_id) snapshot.lead_id as lead, arm, at
        from snapshot
        where arm = any ($1) and at >= $2 and at < $3
          and (at >= $2::timestamptz + interval '1 minute' or arm = (
            select own.arm
            from unnest($1::text[], $5::float8[]) with ordinality as own (arm, bound, place)
            where bound <= (
              ('x' || left(encode(sha256(convert_to($6 || lead_id, 'UTF8')), 'hex'), 16))::bit(64)
                >> 11)::bigint * 2::float8 ^ -53
            order by place desc limit 1))
          and not exists (select from lead_alias where absorbed = snapshot.lead_id)
        order by snapshot.lead_id, at, id
      ), sale as (
        select coalesce(lead_root.root, conversion.lead_id) as lead, occurred_at,
          case when currency = $4 then coalesce(value, 0) else 0 end as amount
        from conversion left join lead_root using (lead_id)
        where occurred_at >= $2::timestamptz - ($3::timestamptz - $2::timestamptz)
          and occurred_at < $3
      ), person as (
        select exposure.lead, arm,
          count(sale.lead) filter (where occurred_at >= at) as orders,
          coalesce(sum(amount) filter (where occurred_at >= at), 0)::float8 as during,
          coalesce(
            sum(amount) filter (
              where occurred_at < at
                and occurred_at >= at - ($3::timestamptz - $2::timestamptz)),
            0)::float8 as before
        from exposure left join sale on sale.lead = exposure.lead
        group by exposure.lead, arm
      )
      select arm, count(*) as leads, count(*) filter (where orders > 0) as converted,
        sum(during) as during, sum(during * during) as during_squares,
        sum(before) as before, sum(before * before) as before_squares,
        sum(during * before) as products
      from person group by arm
      """;

  private final Database database;

  ArmCountStore(Database database) {
    this.database = database;
  }

  /**
   * Counts an experiment, from its last change of shares on, up to a moment; arms without leads are
   * missing.
   *
   * @param currency of the orders whose values count
   */
  public Uni<Map<String, ArmCount>> count(Experiment experiment, Instant to, String currency) {
    List<Experiment.Stretch> stretches = experiment.stretches();
    return database
        .run(
            COUNT,
            Tuple.from(
                List.of(
                    stretches.stream().map(Experiment.Stretch::arm).toArray(String[]::new),
                    Database.utc(experiment.comparableFrom()),
                    Database.utc(to),
                    currency,
                    stretches.stream().map(Experiment.Stretch::from).toArray(Double[]::new),
                    experiment.seed())))
        .map(ArmCountStore::collect);
  }

  private static Map<String, ArmCount> collect(Iterable<Row> rows) {
    Map<String, ArmCount> counts = new HashMap<>();
    for (Row row : rows) {
      String arm = row.getString("arm");
      long leads = row.getLong("leads");
      Adjusted revenue =
          new Adjusted(
              sums(row, leads, "during"), sums(row, leads, "before"), row.getDouble("products"));
      counts.put(
          arm, new ArmCount(arm, 0, new Proportion(row.getLong("converted"), leads), revenue));
    }
    return counts;
  }

  private static Sums sums(Row row, long leads, String column) {
    return new Sums(leads, row.getDouble(column), row.getDouble(column + "_squares"));
  }
}
