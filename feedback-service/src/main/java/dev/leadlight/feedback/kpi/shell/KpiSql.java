package dev.leadlight.feedback.kpi.shell;

/**
 * How sums are read. Of which days and months a period is made up is told by {@code kpi_days},
 * {@code kpi_range} and {@code kpi_astride} in the migrations.
 */
final class KpiSql {

  /**
   * $1 dimension, $2 value or null, $3 and $4 the period by its days, $5 the first day of the one
   * before; the figures that are $6 summed up by days, $7 people and $8 products of two days; $9 of
   * which periods people are to be told: now, before, and both as one (of buyers only). {@code
   * offset 0} has all of them looked up by ranges of the index: joined, all would be read.
   */
  static final String COUNT =
      """
      with grp as materialized (
        select id, value, tier from kpi_group
        where dimension = $1 and ($2::text is null or value = $2)
      ), until as (
        select figure, grp, item,
          coalesce(sum(n * sign1) filter (where sign1 <> 0), 0) as n,
          coalesce(sum(n * sign2) filter (where sign2 <> 0), 0) as n_before,
          coalesce(sum(n * sign3) filter (where sign3 <> 0), 0) as n_long_before,
          coalesce(sum(amount * sign1) filter (where sign1 <> 0), 0) as amount,
          coalesce(sum(amount * sign2) filter (where sign2 <> 0), 0) as amount_before,
          coalesce(sum(amount * sign3) filter (where sign3 <> 0), 0) as amount_long_before
        from kpi_days($4::date, $3::date - 1,
          case when 'before' = any ($9::text[]) then $5::date - 1 end) days
        cross join lateral (
          select figure, grp, item, n, amount
          from kpi_sum
          where dimension = $1 and figure = any ($6::text[]::kpi_figure[])
            and grain = days.grain and day = days.day
            and ($2::text is null or grp = any (array(select id from grp)))
          offset 0
        ) sums
        group by figure, grp, item
      ), period (of, f, t, people, products) as (
        values
          ('now', $3::date, $4::date, $7::text[]::kpi_figure[], $8::text[]::kpi_figure[]),
          ('before', $5::date, $3::date - 1, $7::text[]::kpi_figure[], '{}'),
          ('both', $5::date, $4::date,
            case when 'buyer' = any ($7::text[]) then '{buyer}'::kpi_figure[] else '{}' end, '{}')
      ), span as (
        select of, inside.*
        from period
        cross join lateral kpi_range(f, t) days
        cross join lateral (
          select figure, grp, item, n, amount
          from kpi_span
          where dimension = $1 and figure = any (products) and grain = days.grain
            and earlier = days.earlier and day between days.day_from and days.day_to
            and ($2::text is null or grp = any (array(select id from grp)))
          offset 0
        ) inside
        where products <> '{}'
        union all
        select of, astride.*
        from period
        cross join lateral kpi_astride(f, t) days
        cross join lateral (
          select figure, grp, item, sign * n as n, amount
          from kpi_span
          where dimension = $1 and figure = any (people) and grain = days.grain
            and earlier = days.earlier and day between days.day_from and days.day_to
            and ($2::text is null or grp = any (array(select id from grp)))
          offset 0
        ) astride
        where people <> '{}' and of = any ($9::text[])
      )
      select figure::text as figure, value, tier, item,
        n - n_before as now_n, amount - amount_before as now_amount,
        n_before - n_long_before as before_n, amount_before - amount_long_before as before_amount,
        n as total_n, amount as total_amount,
        n_before as total_before, n_before as earlier, n_long_before as earlier_before
      from until join grp on grp.id = grp
      union all
      select figure || '~', value, tier, item,
        coalesce(sum(n) filter (where of = 'now'), 0),
        coalesce(sum(amount) filter (where of = 'now'), 0),
        coalesce(sum(n) filter (where of = 'before'), 0),
        coalesce(sum(amount) filter (where of = 'before'), 0),
        coalesce(sum(n) filter (where of = 'both'), 0),
        coalesce(sum(amount) filter (where of = 'both'), 0),
        0, 0, 0
      from span join grp on grp.id = grp
      group by figure, value, tier, item
      """;

  static final String COHORTS =
      """
      select earlier, day, figure = 'cohort_buyer' as is_buyers, item, n, amount
      from kpi_span
      where dimension = '' and figure in ('cohort_buyer', 'cohort_order') and grain = 3
        and earlier between $1 and $2 and day <= $2
        and grp = (select id from kpi_group where (dimension, value, tier) = ('', '', $3))
      """;

  /**
   * $1 and $2 the first and last day, $3 store or null. Orders are those of the days on which
   * somebody was counted at the store's entrances: others have no visitors to be set against.
   */
  static final String FOOTFALL =
      """
      with sold as (
        select value as store, '' as zone, day, sum(n) as orders
        from kpi_sum join kpi_group on id = grp
        where kpi_sum.dimension = 'store' and figure = 'order' and grain = 0 and tier = ''
          and day between $1 and $2 and ($3::text is null or value = $3)
        group by value, day
      )
      select store, zone, sum(visitors)::bigint as visitors,
        coalesce(sum(orders), 0)::bigint as orders
      from footfall_day left join sold using (store, zone, day)
      where day between $1 and $2 and ($3::text is null or store = $3)
      group by store, zone
      """;

  /** $1 dimension, $2 value. A store may be known by its sensors alone. */
  static final String KNOWN =
      """
      select exists (select from kpi_group where dimension = $1 and value = $2)
        or ($1 = 'store' and exists (select from footfall where store = $2)) as known
      """;

  static final String KNOWN_TIER =
      "select exists (select from kpi_group where (dimension, value, tier) = ('', '', $1)) as"
          + " known";

  private KpiSql() {}
}
