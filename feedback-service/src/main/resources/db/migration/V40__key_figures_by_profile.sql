-- The same sums with a fraction of the work. What a stay, sight, order or visit counts for follows
-- from a handful of its columns, its profile, of which there are few: the groups of a profile are
-- worked out once, and people are told apart and sorted by numbers instead of by names.

drop view kpi_now;
drop view kpi_presence;
drop view kpi_sale_group;
drop view kpi_sale_now;
drop function kpi_tally(integer);
drop function kpi_gather();
drop table kpi_stay, kpi_sight, kpi_sale, kpi_visit, kpi_work_person;

-- Tells who is told by a delivery. Null in records from before it was told.
alter table delivery add column verb text;

-- Nothing that does not apply is null, so that profiles can be looked up by all of it.
create table kpi_profile (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('stay', 'sight', 'sale', 'visit')),
  tier text not null,
  channel text not null,
  store text not null,
  version text not null,
  arm text not null,
  segments text[] not null,
  unique (kind, tier, channel, store, version, arm, segments)
);

-- What sums are kept of: a dimension of '' stands for no dimension, a tier of '' for all tiers.
create table kpi_group (
  id integer generated always as identity primary key,
  dimension text not null,
  value text not null,
  tier text not null,
  unique (dimension, value, tier)
);

-- is_presence: whoever has a fact of the profile is in the group on its days. A stay tells so of
-- channels, a sight of versions, arms and segments; the amounts of a stay count in all of them. What
-- is told of an arm as well stands in groups of both, which cost little: few leads are in one.
create table kpi_member (
  profile integer not null,
  grp integer not null,
  is_presence boolean not null,
  primary key (profile, grp)
);

create function kpi_enrol() returns trigger language plpgsql as $$
begin
  with newcomer as (
    select id as profile, dimension, value, layer.tier, is_presence
    from news
    cross join lateral (
      values ('', ''), ('channel', channel), ('store', store), ('version', version), ('arm', arm),
        ('arm+channel', case when channel <> '' then nullif(arm, '') || '/' || channel end),
        ('arm+version', nullif(arm, '') || '/' || version)
      union
      select 'segment', unnest(segments)
      union
      select 'arm+segment', nullif(arm, '') || '/' || unnest(segments)
    ) grp (dimension, value)
    cross join lateral (values (true, ''), (false, news.tier)) layer (is_all, tier)
    cross join lateral (
      select case kind
        when 'stay' then dimension in ('', 'channel', 'arm+channel')
        when 'sight' then dimension in
            ('version', 'arm', 'segment', 'arm+version', 'arm+segment')
        when 'visit' then dimension = 'store'
        else true end
    ) presence (is_presence)
    where (dimension = '' or value <> '')
      and case kind
        when 'stay' then is_presence or not is_all
        when 'sight' then is_presence
        else true end
  ), made as (
    insert into kpi_group (dimension, value, tier)
    select distinct dimension, value, tier from newcomer
    where not exists (
      select from kpi_group known
      where (known.dimension, known.value, known.tier)
        = (newcomer.dimension, newcomer.value, newcomer.tier))
    returning id, dimension, value, tier
  )
  insert into kpi_member (profile, grp, is_presence)
  select profile, id, is_presence
  from newcomer join (select * from kpi_group union all select * from made) grp
    using (dimension, value, tier);
  return null;
end $$;
create trigger enrol after insert on kpi_profile
  referencing new table as news for each statement execute function kpi_enrol();

-- The facts as they were counted last, by lead, with their days.
create table kpi_stay (
  lead_id text not null,
  profile integer not null,
  first_day date not null,
  last_day date not null,
  since timestamptz not null,
  until timestamptz,
  is_crossing boolean not null,
  contacted_at timestamptz,
  is_held boolean not null
);
create index kpi_stay_of_lead on kpi_stay (lead_id);

create table kpi_sight (
  lead_id text not null,
  profile integer not null,
  first_day date not null,
  last_day date not null,
  since timestamptz not null,
  until timestamptz
);
create index kpi_sight_of_lead on kpi_sight (lead_id);

create table kpi_sale (
  id text not null,
  lead_id text not null,
  profile integer not null,
  day date not null,
  at timestamptz not null,
  value numeric,
  currency text not null,
  signals text[]
);
create index kpi_sale_of_lead on kpi_sale (lead_id);

create table kpi_visit (
  id text not null,
  lead_id text not null,
  profile integer not null,
  day date not null,
  at timestamptz not null,
  signal text not null,
  zone text,
  dwell_seconds numeric
);
create index kpi_visit_of_lead on kpi_visit (lead_id);

-- At work: people by number, their leads, their orders, and times whose profile is looked for.
create unlogged table kpi_work_person (
  person text primary key,
  number integer generated always as identity
);
create unlogged table kpi_work_of (lead_id text primary key, number integer not null);
create unlogged table kpi_work_sale (
  number integer not null,
  profile integer not null,
  tier text not null,
  arm text not null,
  day date not null,
  value numeric,
  currency text not null,
  ordinal bigint not null,
  signals text[]
);
create unlogged table kpi_work_time (
  lead_id text not null,
  tier text not null,
  channel text not null,
  version text not null,
  arm text not null,
  segments text[] not null,
  since timestamptz not null,
  until timestamptz,
  is_crossing boolean not null,
  contacted_at timestamptz,
  is_held boolean not null
);

-- On which days the people at work were in which group. figure: l is a lead, b a buyer, r one who
-- bought again.
create view kpi_presence as
select number, 'l'::"char" as figure, grp, first_day, last_day
from kpi_work_of join kpi_stay using (lead_id) join kpi_member using (profile)
where is_presence
union all
select number, 'l', grp, first_day, last_day
from kpi_work_of join kpi_sight using (lead_id) join kpi_member using (profile)
where is_presence
union all
select number, 'l', grp, day, day
from kpi_work_of join kpi_visit using (lead_id) join kpi_member using (profile)
where is_presence
union all
select number, f.figure, grp, day, day
from kpi_work_sale join kpi_member using (profile)
cross join lateral (values ('l'::"char"), ('b'), (case when ordinal > 1 then 'r'::"char" end)) f (figure)
where f.figure is not null;

-- Begins and ends of the islands of days, and the gaps between them, by number of people.
create view kpi_island as
select figure, mark, grp, earlier, day, count(*) as n
from (
  select *, reached is null or first_day > reached + 1 as is_begin
  from (
    select kpi_presence.*,
      max(last_day) over (
        person_days rows between unbounded preceding and 1 preceding) as reached,
      lead(first_day) over person_days is null as is_last
    from kpi_presence
    window person_days as (partition by number, figure, grp order by first_day, last_day)
  ) presence
) presence
cross join lateral (
  values ('+', null::date, case when is_begin then first_day end),
    ('!', null, case when reached is null then first_day end),
    ('-', null, case when is_begin then reached end),
    ('-', null, case when is_last then nullif(greatest(reached, last_day), 'infinity') end),
    ('', reached, case when is_begin and reached is not null then first_day end)
) found (mark, earlier, day)
where (is_begin or is_last) and day is not null
group by figure, mark, grp, earlier, day;

-- Amounts by profile. layers: of a group of all tiers and of one of the tier, or the latter alone.
create view kpi_amount as
select 'order' as figure, profile, true as has_all, currency as item, day, count(*) as n,
  sum(coalesce(value, 0)) as amount
from kpi_work_sale group by profile, currency, day
union all
-- what was done before orders
select 'preceded', profile, true, signal, day, count(*), 0
from kpi_work_sale cross join lateral unnest(signals) signal group by profile, signal, day
union all
select 'signals_known', profile, true, '', day, count(*), 0
from kpi_work_sale where signals is not null group by profile, day
union all
-- stays that ended, and how long they were
select 'stay', profile, false, '', kpi_day(until), count(*), sum(extract(epoch from until - since))
from kpi_work_of join kpi_stay using (lead_id) where until > since group by profile, kpi_day(until)
union all
-- the first time in a tier, and how long after the first sight
select 'reached', profile, false, '', first_day, count(*), sum(extract(epoch from since - seen))
from (
  select distinct on (number, kpi_profile.tier) profile, first_day, since,
    min(since) over (partition by number) as seen
  from kpi_work_of join kpi_stay using (lead_id) join kpi_profile on kpi_profile.id = profile
  order by number, kpi_profile.tier, since, lead_id, is_crossing, profile
) first
group by profile, first_day
union all
-- crossings, and whether and how soon somebody was told
select f.figure, profile, false, '', first_day, f.n, f.seconds
from (
  select profile, first_day, count(*) as n, count(*) filter (where is_held) as held,
    count(contacted_at) as contacted,
    sum(greatest(0, extract(epoch from contacted_at - since))) as seconds
  from kpi_work_of join kpi_stay using (lead_id) where is_crossing group by profile, first_day
) crossing
cross join lateral (
  values ('crossed', n, 0), ('held', held, 0), ('contacted', contacted, seconds)
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
select 'in_store', profile, true, signal, day, count(*), 0
from kpi_work_of join kpi_visit using (lead_id) group by profile, signal, day;

-- All that the people at work come to. A sum may come in several parts.
create view kpi_now as
select case kpi_island.figure when 'l' then 'lead' when 'b' then 'buyer' else 'repeat_buyer' end
    || mark as figure,
  dimension, value, tier, '' as item, earlier, day, n, 0::numeric as amount
from kpi_island join kpi_group on kpi_group.id = grp
union all
select figure, dimension, value, kpi_group.tier, item, null, day, n, amount
from kpi_amount join kpi_member using (profile) join kpi_group on kpi_group.id = grp
where (has_all or kpi_group.tier <> '')
  and (figure not in ('zone', 'in_store') or dimension = 'store')
-- products of what one person spent on two days: the square of what the person spent in a period
-- is the sum of those inside it
union all
select 'square', 'arm', a.arm, '', a.currency || '/' || b.currency, least(a.day, b.day),
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
-- cohorts: by month of the first order and month of the order, both as their first day
union all
select case when is_buyer then 'cohort_buyer' else 'cohort_order' end, '', '', layer.tier,
  case when is_buyer then '' else currency end, cohort, month, 1,
  case when is_buyer then 0 else coalesce(value, 0) end
from (
  select currency, value, date_trunc('month', day)::date as month,
    date_trunc('month', min(day) over (partition by number))::date as cohort,
    first_value(tier) over (partition by number order by ordinal) as first_tier,
    row_number() over (partition by number, date_trunc('month', day) order by ordinal) as nth
  from kpi_work_sale
) sale
cross join lateral (values (false), (true)) f (is_buyer)
cross join lateral (values (''), (first_tier)) layer (tier)
where not is_buyer or nth = 1;

-- Adds what the people at work come to now, times a sign, to what is to be written.
create function kpi_tally(sign integer) returns void language plpgsql as $$
begin
  truncate kpi_work_of, kpi_work_sale;
  insert into kpi_work_of (lead_id, number)
  select lead_id, number from kpi_work_person join kpi_lead using (person);
  if not found then
    return;
  end if;
  perform kpi_look_at('kpi_work_of');
  insert into kpi_work_sale (number, profile, tier, arm, day, value, currency, ordinal, signals)
  select number, profile, tier, arm, day, value, currency,
    row_number() over (partition by number order by at, kpi_sale.id), signals
  from kpi_work_of join kpi_sale using (lead_id) join kpi_profile on kpi_profile.id = profile;
  perform kpi_look_at('kpi_work_sale');
  insert into kpi_work (figure, dimension, value, tier, item, earlier, day, n, amount)
  select figure, dimension, value, tier, item, earlier, day, sign * sum(n), sign * sum(amount)
  from kpi_now
  group by figure, dimension, value, tier, item, earlier, day;
end $$;

-- Makes the profiles of the times at work that are missing.
create function kpi_profiles_of_times(kind_of_times text) returns void language sql as $$
  insert into kpi_profile (kind, tier, channel, store, version, arm, segments)
  select kind_of_times, tier, channel, '', version, arm, segments
  from (select distinct tier, channel, version, arm, segments from kpi_work_time) told
  where not exists (
    select from kpi_profile known
    where (known.kind, known.tier, known.channel, known.store, known.version, known.arm,
        known.segments)
      = (kind_of_times, told.tier, told.channel, '', told.version, told.arm, told.segments))
$$;

-- Tells the planner of tables that were just filled with much.
create function kpi_look_at(variadic tables text[]) returns void language plpgsql as $$
begin
  if current_setting('leadlight.is_much')::boolean then
    execute 'analyze ' || array_to_string(tables, ', ');
  end if;
end $$;

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

  -- How a lead was told to be, from one snapshot or tier change to the next one that differs.
  truncate kpi_work_time;
  insert into kpi_work_time (lead_id, tier, channel, version, arm, segments, since, until,
    is_crossing, is_held)
  with told as (
    select lead_id, at, 1 as rank, id, tier, scorecard_id || ':' || scorecard_version as version,
      coalesce(arm, '') as arm, coalesce(segments, '{}') as segments
    from kpi_work_lead join snapshot using (lead_id) where is_dirty
    union all
    select lead_id, decided_at, 0, id, to_tier, scorecard_id || ':' || scorecard_version,
      coalesce(arm, ''), coalesce(segments, '{}')
    from kpi_work_lead join tier_change using (lead_id) where is_dirty
  ), compared as (
    select told.*,
      (tier, version, arm, segments) is distinct from
        (lag(tier) over moments, lag(version) over moments, lag(arm) over moments,
          lag(segments) over moments) as is_new
    from told
    window moments as (partition by lead_id order by at, rank, id)
  ), news as (
    select compared.*, lead(at) over (partition by lead_id order by at, rank, id) as next_at
    from compared where is_new
  )
  select news.lead_id, tier, '', version, arm, segments, news.at,
    least(next_at, lead_alias.at), false, false
  from news left join lead_alias on absorbed = news.lead_id
  where lead_alias.at is null or news.at <= lead_alias.at;
  perform kpi_profiles_of_times('sight');
  perform kpi_look_at('kpi_work_time', 'kpi_profile', 'kpi_member', 'kpi_group');
  insert into kpi_sight (lead_id, profile, first_day, last_day, since, until)
  select lead_id, kpi_profile.id, kpi_day(since), kpi_last_day(since, until), since, until
  from kpi_work_time join kpi_profile using (tier, channel, version, arm, segments)
  where kind = 'sight' and store = '';

  -- Times in a tier, as the view tier_stay defines them. Reps are told by being notified or given
  -- a task.
  truncate kpi_work_time;
  insert into kpi_work_time (lead_id, tier, channel, version, arm, segments, since, until,
    is_crossing, contacted_at, is_held)
  with change as (
    select tier_change.*,
      min(since) over (
        partition by lead_id order by sequence, id
        rows between 1 following and unbounded following) as until,
      row_number() over (partition by lead_id order by sequence, id) as position,
      min(since) over (partition by lead_id) as earliest
    from kpi_work_lead join tier_change using (lead_id) where is_dirty
  ), stay as (
    select lead_id, to_tier as tier, since, until, id as change_id, coalesce(channel, '') as channel,
      scorecard_id || ':' || scorecard_version as version, coalesce(arm, '') as arm,
      coalesce(segments, '{}') as segments
    from change where until is null or until > since
    union all
    select work.lead_id, coalesce(change.from_tier, first_tier), least(first_at, earliest), earliest,
      null, '', coalesce(sight.version, ''), coalesce(sight.arm, ''), coalesce(sight.segments, '{}')
    from kpi_work_lead work
    join kpi_lead using (lead_id)
    left join change on change.lead_id = work.lead_id and position = 1
    left join lateral (
      select version, arm, segments
      from kpi_sight join kpi_profile on kpi_profile.id = profile
      where kpi_sight.lead_id = work.lead_id and since = first_at
      order by until nulls last, tier, version, arm limit 1
    ) sight on true
    where is_dirty and (first_at is not null or change.id is not null)
  )
  select stay.lead_id, stay.tier, stay.channel, stay.version, stay.arm, stay.segments, since,
    least(until, lead_alias.at), change_id is not null, told.contacted_at,
    coalesce(told.is_held, false)
  from stay
  left join lead_alias on absorbed = stay.lead_id
  left join lateral (
    select min(concluded_at) filter (
        where result = 'delivered' and (verb is null or verb in ('notify', 'create-task'))
      ) as contacted_at,
      bool_and(result = 'suppressed') as is_held
    from delivery where tier_change_id = change_id
  ) told on change_id is not null
  where lead_alias.at is null or since <= lead_alias.at;
  perform kpi_profiles_of_times('stay');
  perform kpi_look_at('kpi_work_time', 'kpi_profile', 'kpi_member', 'kpi_group');
  insert into kpi_stay (lead_id, profile, first_day, last_day, since, until, is_crossing,
    contacted_at, is_held)
  select lead_id, kpi_profile.id, kpi_day(since), kpi_last_day(since, until), since, until,
    is_crossing, contacted_at, is_held
  from kpi_work_time join kpi_profile using (tier, channel, version, arm, segments)
  where kind = 'stay' and store = '';

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
    lock table conversion, delivery, erasure, lead_alias, snapshot, store_signal, tier_change
      in access share mode nowait;
  exception when lock_not_available then
    return 0;
  end;
  perform set_config('leadlight.zone', (select time_zone from kpi_setting), true);
  perform set_config('work_mem', '64MB', true);
  truncate kpi_work, kpi_work_lead;
  truncate kpi_work_person restart identity;

  with mark as (
    delete from kpi_dirty where id in (select id from kpi_dirty order by id limit most) returning lead_id
  ), dirty as (
    insert into kpi_work_lead (lead_id, is_dirty, root)
    select distinct lead_id, true, lead_id from mark
  )
  select count(*) into taken from mark;

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

  -- A few leads are looked up one by one, whatever the planner thinks of tables just filled; so
  -- many that a good part of the tables is read anyway are left to it.
  perform set_config('leadlight.is_much', (taken > 20000)::text, true);
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
create or replace function kpi_rebuild(zone text) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('kpi_refresh'));
  update kpi_setting set time_zone = zone;
  truncate kpi_sum, kpi_span, kpi_stay, kpi_sight, kpi_sale, kpi_visit, kpi_dirty;
  insert into kpi_dirty (lead_id) select lead_id from kpi_lead;
end $$;

-- The same with the days it has. Answers false while somebody is at work.
create function kpi_recount() returns boolean language plpgsql as $$
begin
  if not pg_try_advisory_xact_lock(hashtext('kpi_refresh')) then
    return false;
  end if;
  perform kpi_rebuild((select time_zone from kpi_setting));
  return true;
end $$;

insert into kpi_dirty (lead_id)
select lead_id from snapshot union select lead_id from tier_change union select lead_id from conversion
union select lead_id from store_signal union select lead_id from kpi_lead;
truncate kpi_sum, kpi_span;
