-- A month that is mostly inside is read as a whole, less the days of it that are outside: so a request
-- reads half a month of days at most wherever it read a whole one. sign tells what to take off.

drop function kpi_days(date, date, date);
drop function kpi_astride(date, date);

-- The days and months that make up the time until p, its day inside, as few as can be. A month that
-- ends with p is whole.
create function kpi_until(p date) returns table (grain smallint, day date, sign integer)
language sql stable rows 30 as $$
  with border as (
    select this, next, p - this + 1 > next - 1 - p as is_mostly_inside
    from (
      select date_trunc('month', p + 1)::date as this,
        (date_trunc('month', p + 1) + interval '1 month')::date as next
    ) month
  )
  select 1::smallint, m::date, 1
  from border, kpi_setting,
    generate_series(first_month, case when is_mostly_inside then this else this - 1 end,
      interval '1 month') m
  where first_month <= p
  union all
  select 0::smallint, d::date, 1
  from border, generate_series(this, p, interval '1 day') d where not is_mostly_inside
  union all
  select 0::smallint, d::date, -1
  from border, generate_series(p + 1, next - 1, interval '1 day') d where is_mostly_inside
$$;

-- The same for up to three times; nothing for null.
create function kpi_days(p1 date, p2 date, p3 date)
returns table (grain smallint, day date, sign1 integer, sign2 integer, sign3 integer)
language sql stable rows 60 as $$
  select grain, day, coalesce(sum(sign) filter (where i = 1), 0)::integer,
    coalesce(sum(sign) filter (where i = 2), 0)::integer,
    coalesce(sum(sign) filter (where i = 3), 0)::integer
  from (values (1, p1), (2, p2), (3, p3)) time (i, p) cross join lateral kpi_until(p) part
  where p is not null
  group by grain, day
$$;

-- What begins before f and ends after t.
create function kpi_astride(f date, t date)
returns table (grain smallint, earlier date, day_from date, day_to date, sign integer)
language sql stable rows 50 as $$
  with border as (
    select this, next, t + 1 - this > next - 1 - t as is_mostly_before
    from (
      select date_trunc('month', t + 1)::date as this,
        (date_trunc('month', t + 1) + interval '1 month')::date as next
    ) month
  ), later (is_month, day_from, day_to, sign) as (
    select 1, case when is_mostly_before then next else this end, 'infinity'::date, 1 from border
    union all
    select 0, t + 1, next - 1, 1 from border where is_mostly_before
    union all
    select 0, this, t, -1 from border where not is_mostly_before
  )
  select (2 * sooner.grain + is_month)::smallint, sooner.day, day_from, day_to,
    sooner.sign * later.sign
  from kpi_until(f - 1) sooner cross join later where day_from <= day_to
$$;
