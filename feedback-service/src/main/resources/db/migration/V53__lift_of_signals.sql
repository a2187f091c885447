-- Whether signals tell anything: on how many days of leads each was there, and after how many of those
-- days the lead ordered within 30 days. A day of a lead is its first snapshot of that day: what was
-- known then. n counts days (lead_day: all of them, signal_day: by signal), amount those that an order
-- followed. An order that is told late changes the days before it like any other fact of the person.

-- The first snapshot of each day, as it was counted last. signals are the counters of 30 days.
create table kpi_lead_day (
  lead_id text not null,
  profile integer not null,
  day date not null,
  at timestamptz not null,
  signals text[] not null
);
create index kpi_lead_day_of_lead on kpi_lead_day (lead_id);

-- At work: a day of a person counts once, by the first snapshot of any of its leads.
create unlogged table kpi_work_lead_day (
  profile integer not null,
  day date not null,
  signals text[] not null,
  is_followed boolean not null
);
alter table kpi_work_sale add column at timestamptz not null;
create index kpi_work_sale_in_time on kpi_work_sale (number, at);

-- Works the days of the dirty leads out anew. Days whose snapshots are no longer kept stay as they
-- were counted.
create function kpi_gather_lead_days() returns void language plpgsql as $$
declare
  oldest timestamptz := coalesce((select min(at) from snapshot), 'infinity');
begin
  perform kpi_go_by_index(true);
  delete from kpi_lead_day using kpi_work_lead work
  where work.lead_id = kpi_lead_day.lead_id and is_dirty
    and (at >= oldest or exists (select from erasure where lead_id = work.lead_id));
  perform kpi_go_by_index(false);

  insert into kpi_profile (kind, tier, channel, store, version, arm, segments)
  select 'lead_day', '', '', '', version, arm, segments
  from (
    select distinct scorecard_id || ':' || scorecard_version as version,
      coalesce(arm, '') as arm, coalesce(segments, '{}') as segments
    from kpi_work_lead join snapshot using (lead_id) where is_dirty
  ) told
  where not exists (
    select from kpi_profile known
    where (known.kind, known.tier, known.channel, known.store, known.version, known.arm,
        known.segments)
      = ('lead_day', '', '', '', told.version, told.arm, told.segments));

  insert into kpi_lead_day (lead_id, profile, day, at, signals)
  select lead_id, kpi_profile.id, day, at,
    array(
      select left(key, -4) from jsonb_each(features) feature
      where right(key, 4) = '_30d' and key <> 'active_days_30d' and value > '0')
  from (
    select distinct on (number, kpi_day(at)) lead_id, kpi_day(at) as day, at,
      scorecard_id || ':' || scorecard_version as version, coalesce(arm, '') as arm,
      coalesce(segments, '{}') as segments, features
    from kpi_work_lead join snapshot using (lead_id)
    where is_dirty
    order by number, kpi_day(at), at, snapshot.id
  ) first
  join kpi_profile on (kpi_profile.kind, kpi_profile.tier, kpi_profile.channel, store,
      kpi_profile.version, kpi_profile.arm, kpi_profile.segments)
    = ('lead_day', '', '', '', first.version, first.arm, first.segments);
end $$;

create or replace function kpi_tally(sign integer) returns void language plpgsql as $$
begin
  truncate kpi_work_of, kpi_work_sale, kpi_work_stay, kpi_work_lead_day;
  insert into kpi_work_of (lead_id, number)
  select lead_id, number from kpi_work_person join kpi_lead using (person);
  if not found then
    return;
  end if;
  perform kpi_look_at('kpi_work_of');
  perform kpi_go_by_index(true);
  insert into kpi_work_sale (number, profile, tier, arm, day, at, value, currency, ordinal, signals)
  select number, profile, tier, arm, day, at, value, currency,
    row_number() over (partition by number order by at, kpi_sale.id), signals
  from kpi_work_of join kpi_sale using (lead_id) join kpi_profile on kpi_profile.id = profile;
  insert into kpi_work_stay (number, lead_id, profile, first_day, last_day, since, until,
    is_crossing, contacted_at, is_held)
  select number, lead_id, profile, first_day, last_day, since, until, is_crossing, contacted_at,
    is_held
  from kpi_work_of join kpi_stay using (lead_id);
  insert into kpi_work_lead_day (profile, day, signals, is_followed)
  select profile, day, signals,
    exists (
      select from kpi_work_sale sale
      where sale.number = first.number and sale.at > first.at
        and sale.at <= first.at + interval '720 hours')
  from (
    select distinct on (number, day) number, profile, day, at, signals
    from kpi_work_of join kpi_lead_day using (lead_id)
    order by number, day, at, lead_id
  ) first;
  perform kpi_go_by_index(false);
  perform kpi_look_at('kpi_work_sale', 'kpi_work_stay', 'kpi_work_lead_day');
  insert into kpi_work (grp, figure, item, earlier, day, n, amount)
  select grp, figure, item, earlier, day, sign * n, sign * amount from kpi_now;
end $$;

do $$
begin
  execute 'create or replace view kpi_amount as ' || rtrim(pg_get_viewdef('kpi_amount'::regclass), ';')
    || $days$
      union all
      select 'lead_day', profile, true, '', day, count(*), count(*) filter (where is_followed)
      from kpi_work_lead_day group by profile, day
      union all
      select 'signal_day', profile, true, signal, day, count(*), count(*) filter (where is_followed)
      from kpi_work_lead_day cross join lateral unnest(signals) signal group by profile, signal, day
    $days$;
  -- Of a profile without a tier there is one layer.
  execute replace(
    pg_get_functiondef('kpi_enrol()'::regprocedure),
    'select id as profile', 'select distinct id as profile');
  execute replace(
    pg_get_functiondef('kpi_refresh(integer)'::regprocedure),
    'perform kpi_gather_labels();', 'perform kpi_gather_labels(); perform kpi_gather_lead_days();');
  execute replace(
    pg_get_functiondef('kpi_rebuild(text)'::regprocedure), 'kpi_label, ', 'kpi_label, kpi_lead_day, ');
end $$;

-- Snapshots that are there already are counted like any that are told.
insert into kpi_dirty (lead_id) select lead_id from snapshot except select lead_id from kpi_dirty;
