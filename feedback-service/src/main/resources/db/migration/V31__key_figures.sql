-- Key figures as daily sums, kept by difference. docs/kpis.md defines them.
--
-- Whatever changes a fact of a lead marks the lead in the same transaction (kpi_dirty). kpi_refresh
-- takes marks, takes off the sums what the people behind them came to so far, works their facts out
-- anew and adds what they come to now. So it does not matter when, how often and in which order
-- facts are told, or who turns out to be whom: the sums are those of the facts.

-- Days are those of the shop's time zone.
create table kpi_setting (
  is_single boolean primary key default true check (is_single),
  time_zone text not null
);
insert into kpi_setting (time_zone) values ('UTC');

create function kpi_day(at timestamptz) returns date language sql stable
  return (at at time zone current_setting('leadlight.zone'))::date;

-- The last day of a time that ended just before a moment, or has not ended.
create function kpi_last_day(since timestamptz, until timestamptz) returns date language sql stable
  return case
    when until is null then 'infinity'::date
    when until > since then ((until - interval '1 microsecond')
      at time zone current_setting('leadlight.zone'))::date
    else (since at time zone current_setting('leadlight.zone'))::date
  end;

-- Marks. There is no unique key on purpose: a mark that is made while another one of the same lead
-- is being worked off must not be lost.
create table kpi_dirty (
  id bigint generated always as identity primary key,
  lead_id text not null,
  at timestamptz not null default now()
);

create function mark_lead() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    insert into kpi_dirty (lead_id) values (new.lead_id);
  end if;
  if tg_op = 'DELETE' or (tg_op = 'UPDATE' and old.lead_id <> new.lead_id) then
    insert into kpi_dirty (lead_id) values (old.lead_id);
  end if;
  return null;
end $$;

create function mark_merged_leads() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    insert into kpi_dirty (lead_id) values (new.absorbed), (new.survivor);
  end if;
  if tg_op <> 'INSERT' then
    insert into kpi_dirty (lead_id) values (old.absorbed), (old.survivor);
  end if;
  return null;
end $$;

create trigger mark_for_kpis after insert or update or delete on snapshot
  for each row execute function mark_lead();
create trigger mark_for_kpis after insert or update or delete on tier_change
  for each row execute function mark_lead();
create trigger mark_for_kpis after insert or update or delete on conversion
  for each row execute function mark_lead();
create trigger mark_for_kpis after insert or update or delete on delivery
  for each row execute function mark_lead();
create trigger mark_for_kpis after insert or update or delete on store_signal
  for each row execute function mark_lead();
create trigger mark_for_kpis after insert or update or delete on lead_alias
  for each row execute function mark_merged_leads();

-- The facts as they were counted last, by lead; and which person a lead is.
create table kpi_lead (
  lead_id text primary key,
  person text not null,
  first_at timestamptz,
  first_tier text
);
create index kpi_lead_of_person on kpi_lead (person);

-- Times in a tier, as the view tier_stay defines them. The change that opened it is null for the
-- first one, and so is the channel of its event.
create table kpi_stay (
  lead_id text not null,
  tier text not null,
  since timestamptz not null,
  until timestamptz,
  change_id text,
  channel text,
  version text,
  arm text,
  segments text[],
  contacted_at timestamptz,
  is_held boolean not null
);
create index kpi_stay_of_lead on kpi_stay (lead_id);

-- How a lead was told to be, from one snapshot or tier change to the next one that differs.
create table kpi_sight (
  lead_id text not null,
  tier text not null,
  since timestamptz not null,
  until timestamptz,
  version text,
  arm text,
  segments text[]
);
create index kpi_sight_of_lead on kpi_sight (lead_id);

create table kpi_sale (
  id text not null,
  lead_id text not null,
  at timestamptz not null,
  tier text not null,
  value numeric,
  currency text,
  channel text not null,
  store text,
  version text,
  arm text,
  segments text[],
  signals text[]
);
create index kpi_sale_of_lead on kpi_sale (lead_id);

create table kpi_visit (
  id text not null,
  lead_id text not null,
  at timestamptz not null,
  store text not null,
  tier text not null,
  signal text not null,
  zone text,
  dwell_seconds numeric
);
create index kpi_visit_of_lead on kpi_visit (lead_id);

-- The sums. A tier of '' stands for all tiers, a dimension of '' for no dimension. item is what a
-- figure is told by beside that: a currency, a zone, a signal.
--
-- How many different people there were in a period of days cannot be summed up from days. But each
-- person's days make islands: runs of days without a gap. Those that overlap [f, t] are as many as
-- have begun up to t (figure x+) less those that ended before f (x-); people who have more than one
-- are counted too often once for each gap between two islands that lies inside the period. So
-- people = begun − ended − gaps inside. Gaps stand in kpi_span with their two ends. x! counts a
-- person on the first day ever.
create table kpi_sum (
  dimension text not null,
  figure text not null,
  value text not null,
  tier text not null,
  item text not null,
  day date not null,
  n bigint not null,
  amount numeric not null,
  primary key (dimension, figure, value, tier, item, day)
);

-- What has two days. Each is kept four times, so that a long period need not be gone through by
-- days: with both as days (grain 0), with the later one as month (1), with the earlier one as month
-- (2), with both as months (3). kpi_range tells which to read.
create table kpi_span (
  dimension text not null,
  figure text not null,
  grain smallint not null,
  earlier date not null,
  day date not null,
  value text not null,
  tier text not null,
  item text not null,
  n bigint not null,
  amount numeric not null,
  primary key (dimension, figure, grain, earlier, day, value, tier, item)
);

create function kpi_range(f date, t date)
returns table (grain smallint, earlier date, day_from date, day_to date)
language sql immutable rows 100 as $$
  with whole as (
    select
      case when f = date_trunc('month', f)::date then f
        else (date_trunc('month', f) + interval '1 month')::date end as m1,
      date_trunc('month', t + 1)::date as m2
  ), split as (
    select m1, m2, m1 < m2 as has_months, case when m1 < m2 then m1 - 1 else t end as head_end
    from whole
  ), head as (
    select split.*, e::date as e from split, generate_series(f, head_end, interval '1 day') e
  ), middle as (
    select split.*, e::date as e
    from split, generate_series(m1, m2 - 1, interval '1 month') e where has_months
  )
  select 0::smallint, e, e, head_end from head
  union all select 0::smallint, e, m2, t from head where has_months
  union all select 1::smallint, e, m1, m2 - 1 from head where has_months
  union all select 2::smallint, e, m2, t from middle
  union all select 3::smallint, e, e, m2 - 1 from middle
  union all select 0::smallint, e::date, e::date, t
    from split, generate_series(m2, t, interval '1 day') e where has_months
$$;

-- Who is being worked on, and what comes of it. One worker at a time uses these.
create unlogged table kpi_work_lead (lead_id text primary key, is_dirty boolean not null, root text not null);
create unlogged table kpi_work_person (person text primary key);
create unlogged table kpi_work (
  figure text not null,
  dimension text not null,
  value text not null,
  tier text not null,
  item text not null,
  earlier date,
  day date not null,
  n bigint not null,
  amount numeric not null
);

-- The orders of the people at work.
create view kpi_sale_now as
select
  person, id, at, kpi_day(at) as day, kpi_sale.tier, value,
  case when value is null then '' else coalesce(currency, '') end as currency,
  channel, store, version, arm, segments, signals,
  row_number() over (partition by person order by at, id) as ordinal
from kpi_work_person join kpi_lead using (person) join kpi_sale using (lead_id);

-- In which groups an order counts.
create view kpi_sale_group as
select kpi_sale_now.*, grp.dimension, grp.value as grp, layer.layer
from kpi_sale_now
cross join lateral (
  values ('', ''), ('channel', channel), ('store', store), ('version', version), ('arm', arm)
  union all
  select 'segment', unnest(segments)
) grp (dimension, value)
cross join lateral (values (''), (tier)) layer (layer)
where grp.value is not null;

-- On which days the people at work were what.
create view kpi_presence as
select 'lead' as figure, grp.dimension, grp.value, layer.tier, person,
  kpi_day(since) as first_day, kpi_last_day(since, until) as last_day
from kpi_work_person join kpi_lead using (person) join kpi_stay using (lead_id)
cross join lateral (values ('', ''), ('channel', channel)) grp (dimension, value)
cross join lateral (values (''), (kpi_stay.tier)) layer (tier)
where grp.value is not null
union all
select 'lead', grp.dimension, grp.value, layer.tier, person, kpi_day(since), kpi_last_day(since, until)
from kpi_work_person join kpi_lead using (person) join kpi_sight using (lead_id)
cross join lateral (
  values ('version', version), ('arm', arm)
  union all
  select 'segment', unnest(segments)
) grp (dimension, value)
cross join lateral (values (''), (kpi_sight.tier)) layer (tier)
where grp.value is not null
union all
select 'lead', grp.dimension, grp.value, layer.tier, person, kpi_day(at), kpi_day(at)
from kpi_work_person join kpi_lead using (person) join kpi_visit using (lead_id)
cross join lateral (values ('store', store)) grp (dimension, value)
cross join lateral (values (''), (kpi_visit.tier)) layer (tier)
union all
select figure, dimension, grp, layer, person, day, day
from kpi_sale_group
cross join lateral (
  values ('lead'), ('buyer'), (case when ordinal > 1 then 'repeat_buyer' end)
) f (figure)
where figure is not null;

-- All that the people at work come to.
create view kpi_now as
with presence as (
  select kpi_presence.*,
    max(last_day) over (
      person_days rows between unbounded preceding and 1 preceding) as reached,
    lead(first_day) over person_days is null as is_last
  from kpi_presence
  window person_days as (
    partition by person, figure, dimension, value, tier order by first_day, last_day)
), island as (
  select * from presence where reached is null or first_day > reached + 1
)
select figure || '+' as figure, dimension, value, tier, '' as item, null::date as earlier,
  first_day as day, 1::bigint as n, 0::numeric as amount
from island
union all
select figure || '!', dimension, value, tier, '', null, first_day, 1, 0
from island where reached is null
union all
select figure || '-', dimension, value, tier, '', null, reached, 1, 0
from island where reached is not null
union all
select figure || '-', dimension, value, tier, '', null, greatest(reached, last_day), 1, 0
from presence where is_last and greatest(reached, last_day) < 'infinity'
union all
select figure, dimension, value, tier, '', reached, first_day, 1, 0
from island where reached is not null
-- orders and their amounts
union all
select 'order', dimension, grp, layer, currency, null, day, 1, coalesce(value, 0)
from kpi_sale_group
-- what was done before them
union all
select 'preceded', dimension, grp, layer, signal, null, day, 1, 0
from kpi_sale_group cross join lateral unnest(signals) signal
union all
select 'signals_known', dimension, grp, layer, '', null, day, 1, 0
from kpi_sale_group where signals is not null
-- stays that ended, and how long they were
union all
select 'stay', grp.dimension, grp.value, kpi_stay.tier, '', null, kpi_day(until), 1,
  extract(epoch from until - since)
from kpi_work_person join kpi_lead using (person) join kpi_stay using (lead_id)
cross join lateral (
  values ('', ''), ('channel', channel), ('version', version), ('arm', arm)
  union all
  select 'segment', unnest(segments)
) grp (dimension, value)
where grp.value is not null and until > since
-- the first time in a tier, and how long after the first sight
union all
select 'reached', grp.dimension, grp.value, first.tier, '', null, kpi_day(since), 1,
  extract(epoch from since - seen)
from (
  select distinct on (person, kpi_stay.tier) person, kpi_stay.*,
    min(since) over (partition by person) as seen
  from kpi_work_person join kpi_lead using (person) join kpi_stay using (lead_id)
  order by person, kpi_stay.tier, since, kpi_stay.lead_id, change_id nulls first
) first
cross join lateral (
  values ('', ''), ('channel', channel), ('version', version), ('arm', arm)
  union all
  select 'segment', unnest(segments)
) grp (dimension, value)
where grp.value is not null
-- crossings, and whether and how soon somebody was told
union all
select f.figure, grp.dimension, grp.value, kpi_stay.tier, '', null, kpi_day(since), 1, f.seconds
from kpi_work_person join kpi_lead using (person) join kpi_stay using (lead_id)
cross join lateral (
  values ('', ''), ('channel', channel), ('version', version), ('arm', arm)
  union all
  select 'segment', unnest(segments)
) grp (dimension, value)
cross join lateral (
  values ('crossed', 0::numeric),
    ('held', case when is_held then 0 end),
    ('contacted', case when contacted_at is not null
      then greatest(0, extract(epoch from contacted_at - since)) end)
) f (figure, seconds)
where grp.value is not null and change_id is not null and f.seconds is not null
-- visits: a person in a store on a day, in the tier of the first signal
union all
select 'visit', grp.dimension, grp.value, layer.tier, '', null, day, 1, dwell
from (
  select person, store, kpi_day(at) as day,
    (array_agg(kpi_visit.tier order by at, id))[1] as tier,
    coalesce(sum(dwell_seconds), extract(epoch from max(at) - min(at))) as dwell
  from kpi_work_person join kpi_lead using (person) join kpi_visit using (lead_id)
  group by person, store, kpi_day(at)
) visit
cross join lateral (values ('', ''), ('store', store)) grp (dimension, value)
cross join lateral (values (''), (visit.tier)) layer (tier)
union all
select 'zone', 'store', store, layer.tier, zone, null, day, 1, dwell
from (
  select person, store, zone, kpi_day(at) as day,
    (array_agg(kpi_visit.tier order by at, id))[1] as tier, coalesce(sum(dwell_seconds), 0) as dwell
  from kpi_work_person join kpi_lead using (person) join kpi_visit using (lead_id)
  where zone is not null
  group by person, store, zone, kpi_day(at)
) visit
cross join lateral (values (''), (visit.tier)) layer (tier)
union all
select 'in_store', 'store', store, layer.tier, signal, null, kpi_day(at), 1, 0
from kpi_work_person join kpi_lead using (person) join kpi_visit using (lead_id)
cross join lateral (values (''), (kpi_visit.tier)) layer (tier)
-- products of what one person spent on two days: the square of what the person spent in a period
-- is the sum of those inside it
union all
select 'square', 'arm', a.arm, '', a.currency || '/' || b.currency, least(a.day, b.day),
  greatest(a.day, b.day), 0,
  case when (a.day, a.currency) = (b.day, b.currency) then 1 else 2 end * a.spent * b.spent
from (
  select person, arm, day, currency, sum(value) as spent
  from kpi_sale_now where value is not null and arm is not null group by 1, 2, 3, 4
) a
join (
  select person, arm, day, currency, sum(value) as spent
  from kpi_sale_now where value is not null and arm is not null group by 1, 2, 3, 4
) b on a.person = b.person and a.arm = b.arm and (a.day, a.currency) <= (b.day, b.currency)
-- cohorts: by month of the first order and month of the order, both as their first day
union all
select 'cohort_buyer', '', '', layer.tier, '', cohort, month, 1, 0
from (
  select person, date_trunc('month', day)::date as month,
    min(cohort) as cohort, min(first_tier) as first_tier
  from (
    select person, day, ordinal,
      date_trunc('month', min(day) over (partition by person))::date as cohort,
      first_value(tier) over (partition by person order by ordinal) as first_tier
    from kpi_sale_now
  ) sale
  group by person, date_trunc('month', day)::date
) buyer
cross join lateral (values (''), (first_tier)) layer (tier)
union all
select 'cohort_order', '', '', layer.tier, currency, cohort, month, 1, coalesce(value, 0)
from (
  select value, currency, date_trunc('month', day)::date as month,
    date_trunc('month', min(day) over (partition by person))::date as cohort,
    first_value(tier) over (partition by person order by ordinal) as first_tier
  from kpi_sale_now
) sale
cross join lateral (values (''), (first_tier)) layer (tier);

-- Adds what the people at work come to now, times a sign, to what is to be written.
create function kpi_tally(sign integer) returns void language sql as $$
  insert into kpi_work (figure, dimension, value, tier, item, earlier, day, n, amount)
  select figure, dimension, value, tier, item, earlier, day, sign * sum(n), sign * sum(amount)
  from kpi_now
  group by figure, dimension, value, tier, item, earlier, day
$$;

-- Works the facts of the dirty leads at work out anew.
create function kpi_gather() returns void language plpgsql as $$
declare
  oldest_sale timestamptz := coalesce((select min(occurred_at) from conversion), 'infinity');
begin
  -- Orders that are older than all that are kept stay as they were counted.
  delete from kpi_sale using kpi_work_lead work
  where work.lead_id = kpi_sale.lead_id and is_dirty
    and (at >= oldest_sale or exists (select from erasure where lead_id = work.lead_id));
  delete from kpi_stay using kpi_work_lead work where work.lead_id = kpi_stay.lead_id and is_dirty;
  delete from kpi_sight using kpi_work_lead work where work.lead_id = kpi_sight.lead_id and is_dirty;
  delete from kpi_visit using kpi_work_lead work where work.lead_id = kpi_visit.lead_id and is_dirty;

  insert into kpi_lead (lead_id, person) select lead_id, root from kpi_work_lead
  on conflict (lead_id) do update set person = excluded.person where kpi_lead.person <> excluded.person;
  update kpi_lead set first_at = null, first_tier = null from kpi_work_lead work
  where work.lead_id = kpi_lead.lead_id and is_dirty
    and exists (select from erasure where lead_id = work.lead_id);
  update kpi_lead set first_at = sight.at, first_tier = sight.tier
  from (
    select distinct on (lead_id) lead_id, at, tier
    from kpi_work_lead join snapshot using (lead_id) where is_dirty order by lead_id, at, id
  ) sight
  where sight.lead_id = kpi_lead.lead_id and (first_at is null or sight.at <= first_at);

  insert into kpi_sight (lead_id, tier, since, until, version, arm, segments)
  with told as (
    select lead_id, at, 1 as rank, id, tier, scorecard_id || ':' || scorecard_version as version, arm, segments
    from kpi_work_lead join snapshot using (lead_id) where is_dirty
    union all
    select lead_id, decided_at, 0, id, to_tier, scorecard_id || ':' || scorecard_version, arm, segments
    from kpi_work_lead join tier_change using (lead_id) where is_dirty
  ), news as (
    select told.*,
      row (tier, version, arm, segments)::text is distinct from
        lag(row (tier, version, arm, segments)::text) over (partition by lead_id order by at, rank, id)
        as is_new
    from told
  )
  select news.lead_id, tier, news.at,
    least(lead(news.at) over (partition by news.lead_id order by news.at, rank, id), lead_alias.at),
    version, arm, segments
  from news left join lead_alias on absorbed = news.lead_id
  where is_new and (lead_alias.at is null or news.at <= lead_alias.at);

  insert into kpi_stay (lead_id, tier, since, until, change_id, channel, version, arm, segments,
    contacted_at, is_held)
  with change as (
    select tier_change.*,
      min(since) over (
        partition by lead_id order by sequence, id
        rows between 1 following and unbounded following) as until,
      row_number() over (partition by lead_id order by sequence, id) as position,
      min(since) over (partition by lead_id) as earliest
    from kpi_work_lead join tier_change using (lead_id) where is_dirty
  ), stay as (
    select lead_id, to_tier as tier, since, until, id as change_id, channel,
      scorecard_id || ':' || scorecard_version as version, arm, segments
    from change where until is null or until > since
    union all
    select work.lead_id, coalesce(change.from_tier, first_tier), least(first_at, earliest), earliest,
      null, null, sight.version, sight.arm, sight.segments
    from kpi_work_lead work
    join kpi_lead using (lead_id)
    left join change on change.lead_id = work.lead_id and position = 1
    left join lateral (
      select version, arm, segments from kpi_sight
      where kpi_sight.lead_id = work.lead_id and kpi_sight.since = first_at
      order by until nulls last, tier, version, arm limit 1
    ) sight on true
    where is_dirty and (first_at is not null or change.id is not null)
  )
  select stay.lead_id, stay.tier, since, least(until, lead_alias.at), change_id, stay.channel,
    stay.version, stay.arm, stay.segments, told.contacted_at, coalesce(told.is_held, false)
  from stay
  left join lead_alias on absorbed = stay.lead_id
  left join lateral (
    select min(concluded_at) filter (where result = 'delivered') as contacted_at,
      bool_and(result = 'suppressed') as is_held
    from delivery where tier_change_id = change_id
  ) told on change_id is not null
  where lead_alias.at is null or since <= lead_alias.at;

  insert into kpi_sale (id, lead_id, at, tier, value, currency, channel, store, version, arm,
    segments, signals)
  select id, lead_id, occurred_at, tier_before, value, currency, channel, store,
    scorecard_id || ':' || scorecard_version, arm, segments,
    case when signals_before is not null then array(select jsonb_object_keys(signals_before)) end
  from kpi_work_lead join conversion using (lead_id) where is_dirty;

  insert into kpi_visit (id, lead_id, at, store, tier, signal, zone, dwell_seconds)
  select id, lead_id, occurred_at, store, tier, signal, zone, dwell_seconds
  from kpi_work_lead join store_signal using (lead_id) where is_dirty;
end $$;

create function kpi_write() returns void language sql as $$
  insert into kpi_sum (dimension, figure, value, tier, item, day, n, amount)
  select dimension, figure, value, tier, item, day, sum(n), sum(amount)
  from kpi_work where earlier is null
  group by 1, 2, 3, 4, 5, 6
  having sum(n) <> 0 or sum(amount) <> 0
  on conflict (dimension, figure, value, tier, item, day)
    do update set n = kpi_sum.n + excluded.n, amount = kpi_sum.amount + excluded.amount;

  insert into kpi_span (dimension, figure, grain, earlier, day, value, tier, item, n, amount)
  select dimension, figure, g.grain, g.earlier, g.day, value, tier, item, sum(n), sum(amount)
  from kpi_work
  cross join lateral (
    values (0::smallint, earlier, day),
      (1::smallint, earlier, date_trunc('month', day)::date),
      (2::smallint, date_trunc('month', earlier)::date, day),
      (3::smallint, date_trunc('month', earlier)::date, date_trunc('month', day)::date)
  ) g (grain, earlier, day)
  where kpi_work.earlier is not null and (g.grain = 3 or figure not like 'cohort%')
  group by 1, 2, 3, 4, 5, 6, 7, 8
  having sum(n) <> 0 or sum(amount) <> 0
  on conflict (dimension, figure, grain, earlier, day, value, tier, item)
    do update set n = kpi_span.n + excluded.n, amount = kpi_span.amount + excluded.amount;
$$;

-- Works off so many marks; answers how many. Nothing is taken while another worker is at it.
create function kpi_refresh(most integer) returns integer language plpgsql as $$
declare
  taken integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('kpi_refresh')) then
    return 0;
  end if;
  -- All at once and without waiting, so that nobody who locks a table can wait for us in a circle.
  begin
    lock table conversion, delivery, erasure, lead_alias, snapshot, store_signal, tier_change
      in access share mode nowait;
  exception when lock_not_available then
    return 0;
  end;
  perform set_config('leadlight.zone', (select time_zone from kpi_setting), true);
  perform set_config('work_mem', '64MB', true);
  truncate kpi_work, kpi_work_person, kpi_work_lead;

  with mark as (
    delete from kpi_dirty where id in (select id from kpi_dirty order by id limit most) returning lead_id
  ), dirty as (
    insert into kpi_work_lead (lead_id, is_dirty, root)
    select distinct lead_id, true, lead_id from mark
  )
  select count(*) into taken from mark;
  if taken = 0 then
    return 0;
  end if;

  -- With a lead come those that were the same person so far: they may part.
  insert into kpi_work_lead (lead_id, is_dirty, root)
  select other.lead_id, false, other.lead_id
  from kpi_work_lead work join kpi_lead mine using (lead_id) join kpi_lead other on other.person = mine.person
  on conflict do nothing;

  -- Whom a lead counts for is the end of its chain of survivors; the bound guards against a circle.
  with recursive chain (lead_id, root, step) as (
    select lead_id, survivor, 1 from kpi_work_lead join lead_alias on absorbed = lead_id
    union all
    select chain.lead_id, survivor, step + 1
    from chain join lead_alias on absorbed = chain.root where step < 100
  )
  update kpi_work_lead set root = ends.root
  from (select distinct on (lead_id) lead_id, root from chain order by lead_id, step desc) ends
  where ends.lead_id = kpi_work_lead.lead_id;

  insert into kpi_work_person
  select person from kpi_work_lead join kpi_lead using (lead_id)
  union
  select root from kpi_work_lead;

  -- A few leads are looked up one by one, whatever the planner thinks of tables just filled; so
  -- many that a good part of the tables is read anyway are left to it.
  if taken > 20000 then
    analyze kpi_work_lead, kpi_work_person;
  else
    perform set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
      set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true);
  end if;
  perform kpi_tally(-1);
  perform kpi_gather();
  perform kpi_tally(1);
  perform kpi_write();
  return taken;
end $$;

-- Begins anew, with days of another time zone.
create function kpi_rebuild(zone text) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('kpi_refresh'));
  update kpi_setting set time_zone = zone;
  truncate kpi_sum, kpi_span, kpi_stay, kpi_sight, kpi_sale, kpi_visit, kpi_dirty;
  insert into kpi_dirty (lead_id) select lead_id from kpi_lead;
end $$;

insert into kpi_dirty (lead_id)
select lead_id from snapshot union select lead_id from tier_change union select lead_id from conversion;

-- Statements of this database take milliseconds; compiling one takes more than it could save. Who
-- is not the database's owner leaves it at that.
do $$
begin
  execute format('alter database %I set jit = off', current_database());
exception when insufficient_privilege then
  null;
end $$;
