-- The same figures with a fraction of the work again, for histories of millions of leads: sums are
-- kept by the number of their group and by month beside day, people who were in a group are told from
-- their first and last day in it and the gaps between, and large rounds look leads up as a whole.

drop view kpi_now;
drop view kpi_amount;
drop view kpi_island;
drop view kpi_presence;
drop function kpi_tally(integer);
drop function kpi_write();
drop table kpi_sum, kpi_span, kpi_work;

-- x! counts people on their first day in a group, x- on the last one, and x stands for the gaps
-- between: days on which somebody was in the group without having been there on the days before.
create type kpi_figure as enum (
  'lead', 'lead!', 'lead-', 'buyer', 'buyer!', 'buyer-',
  'repeat_buyer', 'repeat_buyer!', 'repeat_buyer-',
  'order', 'preceded', 'signals_known', 'stay', 'reached', 'crossed', 'held', 'contacted',
  'visit', 'zone', 'in_store', 'label', 'won', 'satisfaction',
  'square', 'cohort_buyer', 'cohort_order');

-- The sums: by day (grain 0) and by month, as its first day (1). The dimension is that of the group.
-- item is what a figure is told by beside that: a currency, a zone, a signal.
--
-- How many different people there were in a period of days cannot be summed up from days. But
-- everybody is counted who was there up to its last day, unless the very last day was before the
-- period, or the whole period lies in a gap. So
-- people in [f, t] = x! up to t − x- before f − gaps that begin before f and end after t.
-- Gaps stand in kpi_span: from the last day before to the first one after.
create table kpi_sum (
  dimension text collate "C" not null,
  figure kpi_figure not null,
  grain smallint not null,
  day date not null,
  grp integer not null,
  item text collate "C" not null,
  n bigint not null,
  amount numeric not null,
  primary key (dimension, figure, grain, day, grp, item)
);

-- What has two days. Each is kept four times, so that a long period need not be gone through by
-- days: with both as days (grain 0), with the later one as month (1), with the earlier one as month
-- (2), with both as months (3). kpi_range tells which to read of what lies inside a period,
-- kpi_astride of what begins before it and ends after it.
create table kpi_span (
  dimension text collate "C" not null,
  figure kpi_figure not null,
  grain smallint not null,
  earlier date not null,
  day date not null,
  grp integer not null,
  item text collate "C" not null,
  n bigint not null,
  amount numeric not null,
  primary key (dimension, figure, grain, earlier, day, grp, item)
);

-- No sum is older than this month.
alter table kpi_setting add column first_month date not null default 'infinity';

create function kpi_astride(f date, t date)
returns table (grain smallint, earlier date, day_from date, day_to date)
language sql stable rows 50 as $$
  with border as (
    select date_trunc('month', f)::date as this, first_month as first,
      (date_trunc('month', t) + interval '1 month')::date as next
    from kpi_setting
  ), month as (
    select border.*, m::date as month
    from border, generate_series(first, this - 1, interval '1 month') m where first < this
  ), day as (
    select border.*, d::date as day from border, generate_series(this, f - 1, interval '1 day') d
  )
  select 3::smallint, month, next, 'infinity'::date from month
  union all select 2::smallint, month, t + 1, next - 1 from month where t + 1 < next
  union all select 1::smallint, day, next, 'infinity'::date from day
  union all select 0::smallint, day, t + 1, next - 1 from day where t + 1 < next
$$;

-- The days and months that make up the times until p1, p2 and p3, each as few as can be.
create function kpi_days(p1 date, p2 date, p3 date)
returns table (grain smallint, day date, in1 boolean, in2 boolean, in3 boolean)
language sql stable rows 100 as $$
  select 1::smallint, m::date, m < date_trunc('month', p1), m < date_trunc('month', p2),
    m < date_trunc('month', p3)
  from kpi_setting,
    generate_series(first_month, date_trunc('month', greatest(p1, p2, p3)) - interval '1 day',
      interval '1 month') m
  where first_month <= greatest(p1, p2, p3)
  union all
  select 0::smallint, d, bool_or(p = p1), bool_or(p = p2), bool_or(p = p3)
  from (values (p1), (p2), (p3)) until (p)
  cross join lateral (
    select d::date as d from generate_series(date_trunc('month', p), p, interval '1 day') d
  ) days
  group by d
$$;

alter table kpi_work_lead add column number integer generated always as identity;

-- At work: what comes of the leads, by the groups it counts for, and the times of the people.
create unlogged table kpi_work (
  grp integer not null,
  figure kpi_figure not null,
  item text collate "C" not null,
  earlier date,
  day date not null,
  n integer not null,
  amount numeric
);
create unlogged table kpi_work_stay (
  number integer not null,
  lead_id text collate "C" not null,
  profile integer not null,
  first_day date not null,
  last_day date not null,
  since timestamptz not null,
  until timestamptz,
  is_crossing boolean not null,
  contacted_at timestamptz,
  is_held boolean not null
);

-- On which days the people at work were in which group. key: the group, four times, and what they
-- were there: 0 leads, 1 buyers, 2 those who bought again. One number sorts faster than two.
create view kpi_presence as
select number, 4 * grp as key, first_day, last_day
from kpi_work_stay join kpi_member using (profile) where is_presence
union all
select number, 4 * grp, first_day, last_day
from kpi_work_of join kpi_sight using (lead_id) join kpi_member using (profile) where is_presence
union all
select number, 4 * grp, day, day
from kpi_work_of join kpi_visit using (lead_id) join kpi_member using (profile) where is_presence
union all
select number, 4 * grp + what, day, day
from kpi_work_sale join kpi_member using (profile)
cross join generate_series(0, 2) what
where what < 2 or ordinal > 1;

-- First days, last days and gaps, by number of people. One of the three is told.
create view kpi_island as
with border as materialized (
  select (person_key & 4294967295)::integer as key, first_day, reached,
    case when is_last then nullif(greatest(reached, last_day), 'infinity') end as died
  from (
    select person_key, first_day, last_day, max(last_day) over before as reached,
      lead(first_day) over before is null as is_last
    from (
      select (number::bigint << 32) | key as person_key, first_day, last_day from kpi_presence
    ) presence
    window before as (
      partition by person_key order by first_day rows between unbounded preceding and 1 preceding)
  ) presence
  where is_last or reached is null or first_day > reached + 1
)
select key >> 2 as grp, key & 3 as what, born, died, earlier, day, n
from (
  select key, first_day as born, null::date as died, null::date as earlier, null::date as day,
    count(*) as n
  from border where reached is null group by key, first_day
  union all
  select key, null, died, null, null, count(*) from border where died is not null group by key, died
  union all
  select key, null, null, reached, first_day, count(*)
  from border where first_day > reached + 1 group by key, reached, first_day
) island;

-- Amounts by profile. layers: of a group of all tiers and of one of the tier, or the latter alone.
create view kpi_amount as
select 'order'::kpi_figure as figure, profile, true as has_all, currency as item, day,
  count(*) as n, sum(value) as amount
from kpi_work_sale group by profile, currency, day
union all
-- what was done before orders
select 'preceded', profile, true, signal, day, count(*), null
from kpi_work_sale cross join lateral unnest(signals) signal group by profile, signal, day
union all
select 'signals_known', profile, true, '', day, count(*), null
from kpi_work_sale where signals is not null group by profile, day
union all
-- stays that ended, and how long they were
select 'stay', profile, false, '', day, count(*), sum(seconds)
from (
  select profile, kpi_day(until) as day, extract(epoch from until - since) as seconds
  from kpi_work_stay where until > since
) ended
group by profile, day
union all
-- the first time in a tier, and how long after the first sight
select 'reached', profile, false, '', first_day, count(*), sum(extract(epoch from since - seen))
from (
  select distinct on (number, tier) profile, first_day, since,
    min(since) over (partition by number) as seen
  from kpi_work_stay join kpi_profile on kpi_profile.id = profile
  order by number, tier, since, lead_id, is_crossing, profile
) first
group by profile, first_day
union all
-- crossings, and whether and how soon somebody was told
select f.figure, profile, false, '', first_day, f.n, f.seconds
from (
  select profile, first_day, count(*) as n, count(*) filter (where is_held) as held,
    count(contacted_at) as contacted,
    sum(greatest(0, extract(epoch from contacted_at - since))) as seconds
  from kpi_work_stay where is_crossing group by profile, first_day
) crossing
cross join lateral (
  values ('crossed'::kpi_figure, n, null), ('held', held, null), ('contacted', contacted, seconds)
) f (figure, n, seconds)
where f.n > 0
union all
-- visits: a person in a store on a day, by the first signal
select 'visit', profile, true, '', day, count(*), sum(dwell)
from (
  select day, (array_agg(profile order by at, kpi_visit.id))[1] as profile,
    coalesce(sum(dwell_seconds), extract(epoch from max(at) - min(at))) as dwell
  from kpi_work_of join kpi_visit using (lead_id) join kpi_profile on kpi_profile.id = profile
  group by number, store, day
) visit
group by profile, day
union all
select 'zone', profile, true, zone, day, count(*), sum(dwell)
from (
  select zone, day, (array_agg(profile order by at, kpi_visit.id))[1] as profile,
    coalesce(sum(dwell_seconds), 0) as dwell
  from kpi_work_of join kpi_visit using (lead_id) join kpi_profile on kpi_profile.id = profile
  where zone is not null
  group by number, store, zone, day
) visit
group by profile, zone, day
union all
select 'in_store', profile, true, signal, day, count(*), null
from kpi_work_of join kpi_visit using (lead_id) group by profile, signal, day
union all
-- what was said of leads
select 'label', profile, true, kind, day, count(*), null
from kpi_work_of join kpi_label using (lead_id) group by profile, kind, day
union all
select 'won', profile, true, currency, day, count(*), sum(value)
from kpi_work_of join kpi_label using (lead_id) where kind = 'won' group by profile, currency, day
union all
select 'satisfaction', profile, true, '', day, count(*), sum(satisfaction)
from kpi_work_of join kpi_label using (lead_id) where satisfaction is not null
group by profile, day;

-- All that the people at work come to. A sum may come in several parts.
create view kpi_now as
select
  (case when born is not null then '{lead!,buyer!,repeat_buyer!}'::kpi_figure[]
    when died is not null then '{lead-,buyer-,repeat_buyer-}'
    else '{lead,buyer,repeat_buyer}' end)[what + 1] as figure,
  grp, '' as item, earlier, coalesce(born, died, day) as day, n, null::numeric as amount
from kpi_island
union all
select figure, grp, item, null, day, n, amount
from kpi_amount join kpi_member using (profile) join kpi_group on kpi_group.id = grp
where (has_all or kpi_group.tier <> '')
  and (figure not in ('zone', 'in_store') or dimension = 'store')
-- products of what one person spent on two days: the square of what the person spent in a period
-- is the sum of those inside it
union all
select 'square', kpi_group.id, a.currency || '/' || b.currency, least(a.day, b.day),
  greatest(a.day, b.day), 0,
  case when (a.day, a.currency) = (b.day, b.currency) then 1 else 2 end * a.spent * b.spent
from (
  select number, arm, day, currency, sum(value) as spent
  from kpi_work_sale where value is not null and arm <> '' group by 1, 2, 3, 4
) a
join (
  select number, arm, day, currency, sum(value) as spent
  from kpi_work_sale where value is not null and arm <> '' group by 1, 2, 3, 4
) b on a.number = b.number and a.arm = b.arm and (a.day, a.currency) <= (b.day, b.currency)
join kpi_group on (dimension, kpi_group.value, tier) = ('arm', a.arm, '')
-- cohorts: by month of the first order and month of the order, both as their first day
union all
select f.figure, kpi_group.id, f.item, cohort, month, count(*), sum(f.amount)
from (
  select currency, value, date_trunc('month', day)::date as month,
    date_trunc('month', min(day) over (partition by number))::date as cohort,
    first_value(tier) over (partition by number order by ordinal) as first_tier,
    row_number() over (partition by number, date_trunc('month', day) order by ordinal) as nth
  from kpi_work_sale
) sale
cross join lateral (
  values ('cohort_order'::kpi_figure, currency, value),
    (case when nth = 1 then 'cohort_buyer'::kpi_figure end, '', null)
) f (figure, item, amount)
join kpi_group on dimension = '' and kpi_group.value = '' and tier in ('', first_tier)
where f.figure is not null
group by 1, 2, 3, 4, 5;

-- Adds what the people at work come to now, times a sign, to what is to be written. Leads are looked
-- up one by one: what they were counted as lies in tables that hold all others as well.
create function kpi_tally(sign integer) returns void language plpgsql as $$
begin
  truncate kpi_work_of, kpi_work_sale, kpi_work_stay;
  insert into kpi_work_of (lead_id, number)
  select lead_id, number from kpi_work_person join kpi_lead using (person);
  if not found then
    return;
  end if;
  perform kpi_look_at('kpi_work_of');
  perform kpi_go_by_index(true);
  insert into kpi_work_sale (number, profile, tier, arm, day, value, currency, ordinal, signals)
  select number, profile, tier, arm, day, value, currency,
    row_number() over (partition by number order by at, kpi_sale.id), signals
  from kpi_work_of join kpi_sale using (lead_id) join kpi_profile on kpi_profile.id = profile;
  insert into kpi_work_stay (number, lead_id, profile, first_day, last_day, since, until,
    is_crossing, contacted_at, is_held)
  select number, lead_id, profile, first_day, last_day, since, until, is_crossing, contacted_at,
    is_held
  from kpi_work_of join kpi_stay using (lead_id);
  perform kpi_go_by_index(false);
  perform kpi_look_at('kpi_work_sale', 'kpi_work_stay');
  insert into kpi_work (grp, figure, item, earlier, day, n, amount)
  select grp, figure, item, earlier, day, sign * n, sign * amount from kpi_now;
end $$;

-- Whether to look rows up one by one, whatever the planner thinks. Small rounds always do.
create function kpi_go_by_index(always boolean) returns void language plpgsql as $$
declare
  is_planned text :=
    (current_setting('leadlight.is_much')::boolean and not always)::text;
begin
  perform set_config('enable_hashjoin', is_planned, true),
    set_config('enable_mergejoin', is_planned, true), set_config('enable_seqscan', is_planned, true);
end $$;

create function kpi_write() returns void language plpgsql as $$
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
  on conflict (dimension, figure, grain, earlier, day, grp, item)
    do update set n = kpi_span.n + excluded.n, amount = kpi_span.amount + excluded.amount;
end $$;

-- Works the facts of the dirty leads at work out anew.
create or replace function kpi_gather() returns void language plpgsql as $$
declare
  oldest_sale timestamptz := coalesce((select min(occurred_at) from conversion), 'infinity');
begin
  perform kpi_go_by_index(true);
  -- Orders that are older than all that are kept stay as they were counted.
  delete from kpi_sale using kpi_work_lead work
  where work.lead_id = kpi_sale.lead_id and is_dirty
    and (at >= oldest_sale or exists (select from erasure where lead_id = work.lead_id));
  delete from kpi_stay using kpi_work_lead work where work.lead_id = kpi_stay.lead_id and is_dirty;
  delete from kpi_sight using kpi_work_lead work where work.lead_id = kpi_sight.lead_id and is_dirty;
  delete from kpi_visit using kpi_work_lead work where work.lead_id = kpi_visit.lead_id and is_dirty;
  perform kpi_go_by_index(false);

  update kpi_lead set first_at = null, first_tier = null from kpi_work_lead work
  where work.lead_id = kpi_lead.lead_id and is_dirty
    and exists (select from erasure where lead_id = work.lead_id);
  insert into kpi_lead (lead_id, person, first_at, first_tier)
  select lead_id, root, sight.at, sight.tier
  from kpi_work_lead left join (
    select distinct on (lead_id) lead_id, at, tier
    from kpi_work_lead join snapshot using (lead_id) where is_dirty order by lead_id, at, id
  ) sight using (lead_id)
  on conflict (lead_id) do update set person = excluded.person,
    first_at = least(kpi_lead.first_at, excluded.first_at),
    first_tier = case when excluded.first_at <= coalesce(kpi_lead.first_at, 'infinity')
      then excluded.first_tier else kpi_lead.first_tier end;

  -- What snapshots and tier changes tell comes down to profiles before anything is sorted.
  insert into kpi_profile (kind, tier, channel, store, version, arm, segments)
  select kind, tier, channel, '', version, arm, segments
  from (
    select 'sight' as kind, tier, '' as channel, scorecard_id || ':' || scorecard_version as version,
      coalesce(arm, '') as arm, coalesce(segments, '{}') as segments
    from kpi_work_lead join snapshot using (lead_id) where is_dirty
    union
    select kind, to_tier, case kind when 'stay' then coalesce(channel, '') else '' end,
      version, coalesce(arm, ''), coalesce(segments, '{}')
    from (
      select distinct to_tier, channel, scorecard_id || ':' || scorecard_version as version, arm,
        segments
      from kpi_work_lead join tier_change using (lead_id) where is_dirty
    ) told
    cross join (values ('sight'), ('stay')) kinds (kind)
  ) told
  where not exists (
    select from kpi_profile known
    where (known.kind, known.tier, known.channel, known.store, known.version, known.arm,
        known.segments)
      = (told.kind, told.tier, told.channel, '', told.version, told.arm, told.segments));
  perform kpi_look_at('kpi_profile', 'kpi_member', 'kpi_group');

  -- How a lead was told to be, from one snapshot or tier change to the next one that differs.
  insert into kpi_sight (lead_id, profile, first_day, last_day, since, until)
  with told as (
    select number, lead_id, at, 1 as rank, snapshot.id, kpi_profile.id as profile
    from kpi_work_lead join snapshot using (lead_id)
    join kpi_profile on (kpi_profile.kind, kpi_profile.tier, kpi_profile.channel, store,
        kpi_profile.version, kpi_profile.arm, kpi_profile.segments)
      = ('sight', snapshot.tier, '', '', scorecard_id || ':' || scorecard_version,
        coalesce(snapshot.arm, ''), coalesce(snapshot.segments, '{}'))
    where is_dirty
    union all
    select number, lead_id, decided_at, 0, change.id, kpi_profile.id
    from kpi_work_lead join tier_change change using (lead_id)
    join kpi_profile on (kpi_profile.kind, kpi_profile.tier, kpi_profile.channel, store,
        kpi_profile.version, kpi_profile.arm, kpi_profile.segments)
      = ('sight', to_tier, '', '', scorecard_id || ':' || scorecard_version,
        coalesce(change.arm, ''), coalesce(change.segments, '{}'))
    where is_dirty
  ), compared as (
    select told.*, profile is distinct from lag(profile) over moments as is_new
    from told
    window moments as (partition by number order by at, rank, id)
  ), news as (
    select compared.*, lead(at) over (partition by number order by at, rank, id) as next_at
    from compared where is_new
  ), sight as (
    select news.lead_id, profile, news.at as since, least(next_at, lead_alias.at) as until
    from news left join lead_alias on absorbed = news.lead_id
    where lead_alias.at is null or news.at <= lead_alias.at
  )
  select lead_id, profile, kpi_day(since), kpi_last_day(since, until), since, until from sight;

  -- Times in a tier, as the view tier_stay defines them. Reps are told by being notified or given
  -- a task. What a lead was before its first change is told by how it was seen then.
  truncate kpi_work_time;
  with change as materialized (
    select number, lead_id, change.id, from_tier, since, kpi_profile.id as profile,
      min(since) over (
        partition by number order by sequence, change.id
        rows between 1 following and unbounded following) as until,
      row_number() over (partition by number order by sequence, change.id) as position
    from kpi_work_lead join tier_change change using (lead_id)
    join kpi_profile on (kpi_profile.kind, kpi_profile.tier, kpi_profile.channel, store,
        kpi_profile.version, kpi_profile.arm, kpi_profile.segments)
      = ('stay', to_tier, coalesce(change.channel, ''), '',
        scorecard_id || ':' || scorecard_version, coalesce(change.arm, ''),
        coalesce(change.segments, '{}'))
    where is_dirty
  ), first as (
    insert into kpi_work_time (lead_id, tier, channel, version, arm, segments, since, until,
      is_crossing, is_held)
    select work.lead_id, coalesce(change.from_tier, first_tier), '', coalesce(sight.version, ''),
      coalesce(sight.arm, ''), coalesce(sight.segments, '{}'),
      least(first_at, change.since, change.until), least(change.since, change.until), false, false
    from kpi_work_lead work
    join kpi_lead using (lead_id)
    left join change on change.number = work.number and position = 1
    left join lateral (
      select version, arm, segments
      from kpi_sight join kpi_profile on kpi_profile.id = profile
      where kpi_sight.lead_id = work.lead_id and since = first_at
      order by until nulls last, tier, version, arm limit 1
    ) sight on true
    where is_dirty and (first_at is not null or change.id is not null)
  ), told as (
    select tier_change_id,
      min(concluded_at) filter (
        where result = 'delivered' and (verb is null or verb in ('notify', 'create-task'))
      ) as contacted_at,
      bool_and(result = 'suppressed') as is_held
    from change join delivery on tier_change_id = change.id
    group by tier_change_id
  ), stay as (
    select change.lead_id, profile, since, least(until, lead_alias.at) as until, contacted_at,
      coalesce(is_held, false) as is_held
    from change
    left join lead_alias on absorbed = change.lead_id
    left join told on tier_change_id = change.id
    where (until is null or until > since) and (lead_alias.at is null or since <= lead_alias.at)
  )
  insert into kpi_stay (lead_id, profile, first_day, last_day, since, until, is_crossing,
    contacted_at, is_held)
  select lead_id, profile, kpi_day(since), kpi_last_day(since, until), since, until, true,
    contacted_at, is_held
  from stay;

  perform kpi_profiles_of_times('stay');
  perform kpi_look_at('kpi_work_time', 'kpi_profile', 'kpi_member', 'kpi_group');
  insert into kpi_stay (lead_id, profile, first_day, last_day, since, until, is_crossing, is_held)
  select lead_id, profile, kpi_day(since), kpi_last_day(since, until), since, until, false, false
  from (
    select lead_id, kpi_profile.id as profile, since, least(until, lead_alias.at) as until
    from kpi_work_time join kpi_profile using (tier, channel, version, arm, segments)
    left join lead_alias on absorbed = lead_id
    where kind = 'stay' and store = '' and (lead_alias.at is null or since <= lead_alias.at)
  ) stay;

  insert into kpi_profile (kind, tier, channel, store, version, arm, segments)
  select 'sale', told.*
  from (
    select distinct tier_before, channel, coalesce(store, '') as store,
      scorecard_id || ':' || scorecard_version as version, coalesce(arm, '') as arm,
      coalesce(segments, '{}') as segments
    from kpi_work_lead join conversion using (lead_id) where is_dirty
  ) told
  where not exists (
    select from kpi_profile known
    where (known.kind, known.tier, known.channel, known.store, known.version, known.arm,
        known.segments)
      = ('sale', told.tier_before, told.channel, told.store, told.version, told.arm,
        told.segments));
  insert into kpi_sale (id, lead_id, profile, day, at, value, currency, signals)
  select sale.id, lead_id, kpi_profile.id, kpi_day(occurred_at), occurred_at, value,
    case when value is null then '' else coalesce(currency, '') end,
    case when signals_before is not null then array(select jsonb_object_keys(signals_before)) end
  from kpi_work_lead join conversion sale using (lead_id)
  join kpi_profile on (kpi_profile.kind, kpi_profile.tier, kpi_profile.channel, kpi_profile.store,
      kpi_profile.version, kpi_profile.arm, kpi_profile.segments)
    = ('sale', tier_before, sale.channel, coalesce(sale.store, ''),
      scorecard_id || ':' || scorecard_version, coalesce(sale.arm, ''),
      coalesce(sale.segments, '{}'))
  where is_dirty;

  insert into kpi_profile (kind, tier, channel, store, version, arm, segments)
  select 'visit', tier, '', store, '', '', '{}'
  from (
    select distinct tier, store from kpi_work_lead join store_signal using (lead_id) where is_dirty
  ) told
  where not exists (
    select from kpi_profile known
    where (known.kind, known.tier, known.channel, known.store)
      = ('visit', told.tier, '', told.store));
  insert into kpi_visit (id, lead_id, profile, day, at, signal, zone, dwell_seconds)
  select visit.id, lead_id, kpi_profile.id, kpi_day(occurred_at), occurred_at, signal, zone,
    dwell_seconds
  from kpi_work_lead join store_signal visit using (lead_id)
  join kpi_profile using (tier, store)
  where is_dirty and kind = 'visit' and channel = '';
end $$;

-- Works off so many marks; answers how many. Nothing is taken while another worker is at it.
create or replace function kpi_refresh(most integer) returns integer language plpgsql as $$
declare
  taken integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('kpi_refresh')) then
    return 0;
  end if;
  if not exists (select from kpi_dirty) then
    return 0;
  end if;
  -- All at once and without waiting, so that nobody who locks a table can wait for us in a circle.
  begin
    lock table conversion, delivery, erasure, lead_alias, outcome, snapshot, store_signal, tier_change
      in access share mode nowait;
  exception when lock_not_available then
    return 0;
  end;
  perform set_config('leadlight.zone', (select time_zone from kpi_setting), true);
    truncate kpi_work;
  truncate kpi_work_lead, kpi_work_person restart identity;

  with mark as (
    delete from kpi_dirty where id in (select id from kpi_dirty order by id limit most) returning lead_id
  ), dirty as (
    insert into kpi_work_lead (lead_id, is_dirty, root)
    select distinct lead_id, true, lead_id from mark order by lead_id
  )
  select count(*) into taken from mark;

  -- So many that tables are better joined as a whole are left to the planner, which is told of the
  -- tables at work.
  perform set_config('leadlight.is_much', (taken > 1000)::text, true),
    set_config('work_mem', case when taken > 50000 then '256MB' else '64MB' end, true),
    set_config('jit', 'off', true);
  perform kpi_look_at('kpi_work_lead');
  perform kpi_go_by_index(false);

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

  insert into kpi_work_person (person)
  select person from kpi_work_lead join kpi_lead using (lead_id)
  union
  select root from kpi_work_lead;
  perform kpi_look_at('kpi_work_lead', 'kpi_work_person');

  perform kpi_tally(-1);
  perform kpi_gather();
  perform kpi_gather_labels();
  perform kpi_tally(1);
  perform kpi_write();
  return taken;
end $$;

-- Begins anew, with days of another time zone.
create or replace function kpi_rebuild(zone text) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('kpi_refresh'));
  update kpi_setting set time_zone = zone, first_month = 'infinity';
  truncate kpi_sum, kpi_span, kpi_stay, kpi_sight, kpi_sale, kpi_visit, kpi_label, kpi_dirty;
  insert into kpi_dirty (lead_id) select lead_id from kpi_lead;
end $$;

-- Marks are kept: their leads may not be known yet.
insert into kpi_dirty (lead_id) select lead_id from kpi_lead;
truncate kpi_stay, kpi_sight, kpi_sale, kpi_visit, kpi_label;
