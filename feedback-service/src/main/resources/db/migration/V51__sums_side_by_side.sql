-- Sums that are read together lie together: they are written in the order in which they are looked up,
-- and changed where they are, on pages with room for that. A page of its own for each sum of a table
-- of stores was most of what a request cost.
alter table kpi_sum set (fillfactor = 70);
alter table kpi_span set (fillfactor = 70);

create or replace function kpi_write() returns void language plpgsql as $$
begin
  update kpi_setting set first_month = earliest
  from (select date_trunc('month', least(min(day), min(earlier))) as earliest from kpi_work) told
  where earliest < first_month;

  insert into kpi_sum (dimension, figure, grain, day, grp, item, n, amount)
  select dimension, figure, grain, day, grp, item, sums.n, coalesce(amount, 0)
  from (
    select grp, figure, item, grouping(day)::smallint as grain, coalesce(day, month) as day,
      sum(n) as n, sum(amount) as amount
    from (
      select grp, figure, item, day, date_trunc('month', day::timestamp)::date as month, n, amount
      from kpi_work where earlier is null
    ) work
    group by grouping sets ((grp, figure, item, day), (grp, figure, item, month))
    having sum(n) <> 0 or sum(amount) <> 0
  ) sums
  join kpi_group on kpi_group.id = grp
  order by dimension, figure, grain, day, grp, item
  on conflict (dimension, figure, grain, day, grp, item)
    do update set n = kpi_sum.n + excluded.n, amount = kpi_sum.amount + excluded.amount;

  insert into kpi_span (dimension, figure, grain, earlier, day, grp, item, n, amount)
  select dimension, figure, grain, earlier, day, grp, item, sums.n, coalesce(amount, 0)
  from (
    select grp, figure, item, (2 * grouping(earlier) + grouping(day))::smallint as grain,
      coalesce(earlier, month_earlier) as earlier, coalesce(day, month) as day, sum(n) as n,
      sum(amount) as amount
    from (
      select grp, figure, item, earlier, date_trunc('month', earlier::timestamp)::date as month_earlier, day,
        date_trunc('month', day::timestamp)::date as month, n, amount
      from kpi_work where earlier is not null
    ) work
    group by grp, figure, item, grouping sets (
      (earlier, day), (earlier, month), (month_earlier, day), (month_earlier, month))
    having (sum(n) <> 0 or sum(amount) <> 0)
      and (figure not in ('cohort_buyer', 'cohort_order') or grouping(earlier, day) = 3)
  ) sums
  join kpi_group on kpi_group.id = grp
  order by dimension, figure, grain, earlier, day, grp, item
  on conflict (dimension, figure, grain, earlier, day, grp, item)
    do update set n = kpi_span.n + excluded.n, amount = kpi_span.amount + excluded.amount;
end $$;
