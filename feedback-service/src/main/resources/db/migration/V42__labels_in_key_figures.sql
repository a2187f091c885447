-- What was said of leads afterwards counts for the tier, channel, version, arm and segments in which
-- they were at that moment. Labels of leads that nobody has seen yet wait until they are seen.

alter table kpi_profile drop constraint kpi_profile_kind_check,
  add constraint kpi_profile_kind_check check (kind in ('stay', 'sight', 'sale', 'visit', 'label'));

create table kpi_label (
  lead_id text not null,
  profile integer not null,
  day date not null,
  at timestamptz not null,
  kind text not null,
  value numeric,
  currency text not null,
  satisfaction numeric
);
create index kpi_label_of_lead on kpi_label (lead_id);

create trigger mark_for_kpis after insert or update or delete on outcome
  for each row execute function mark_lead();

create unlogged table kpi_work_label (
  lead_id text not null,
  tier text not null,
  channel text not null,
  version text not null,
  arm text not null,
  segments text[] not null,
  at timestamptz not null,
  kind text not null,
  value numeric,
  currency text not null,
  satisfaction numeric
);

-- Works the labels of the dirty leads out anew, after their times in tiers.
create function kpi_gather_labels() returns void language plpgsql as $$
declare
  oldest timestamptz := coalesce((select min(occurred_at) from outcome), 'infinity');
begin
  -- Labels that are older than all that are kept stay as they were counted.
  delete from kpi_label using kpi_work_lead work
  where work.lead_id = kpi_label.lead_id and is_dirty
    and (at >= oldest or exists (select from erasure where lead_id = work.lead_id));
  truncate kpi_work_label;
  insert into kpi_work_label (lead_id, tier, channel, version, arm, segments, at, kind, value,
    currency, satisfaction)
  select told.lead_id, coalesce(stay.tier, first_tier), coalesce(stay.channel, ''),
    coalesce(sight.version, stay.version, ''), coalesce(sight.arm, stay.arm, ''),
    coalesce(sight.segments, stay.segments, '{}'), occurred_at, kind, value,
    case when value is null then '' else coalesce(currency, '') end,
    case when jsonb_typeof(answers::jsonb -> 'satisfaction') = 'number'
      then (answers::jsonb ->> 'satisfaction')::numeric end
  from kpi_work_lead
  join outcome told using (lead_id)
  join kpi_lead using (lead_id)
  left join lateral (
    select tier, channel, version, arm, segments
    from kpi_stay join kpi_profile on kpi_profile.id = profile
    where kpi_stay.lead_id = told.lead_id and since <= occurred_at
    order by since desc, until desc nulls first limit 1
  ) stay on true
  left join lateral (
    select version, arm, segments
    from kpi_sight join kpi_profile on kpi_profile.id = profile
    where kpi_sight.lead_id = told.lead_id and since <= occurred_at
    order by since desc, until desc nulls first limit 1
  ) sight on true
  where is_dirty and coalesce(stay.tier, first_tier) is not null;

  insert into kpi_profile (kind, tier, channel, store, version, arm, segments)
  select 'label', tier, channel, '', version, arm, segments
  from (select distinct tier, channel, version, arm, segments from kpi_work_label) told
  where not exists (
    select from kpi_profile known
    where (known.kind, known.tier, known.channel, known.store, known.version, known.arm,
        known.segments)
      = ('label', told.tier, told.channel, '', told.version, told.arm, told.segments));
  insert into kpi_label (lead_id, profile, day, at, kind, value, currency, satisfaction)
  select lead_id, kpi_profile.id, kpi_day(at), at, told.kind, value, currency, satisfaction
  from kpi_work_label told
  join kpi_profile using (tier, channel, version, arm, segments)
  where kpi_profile.kind = 'label' and store = '';
end $$;

do $$
begin
  execute 'create or replace view kpi_amount as ' || rtrim(pg_get_viewdef('kpi_amount'::regclass), ';')
    || $labels$
      union all
      select 'label', profile, true, kind, day, count(*), 0
      from kpi_work_of join kpi_label using (lead_id) group by profile, kind, day
      union all
      select 'won', profile, true, currency, day, count(*), sum(coalesce(value, 0))
      from kpi_work_of join kpi_label using (lead_id) where kind = 'won' group by profile, currency, day
      union all
      select 'satisfaction', profile, true, '', day, count(*), sum(satisfaction)
      from kpi_work_of join kpi_label using (lead_id) where satisfaction is not null
      group by profile, day
    $labels$;
  execute replace(replace(
    pg_get_functiondef('kpi_refresh(integer)'::regprocedure),
    'perform kpi_gather();', 'perform kpi_gather(); perform kpi_gather_labels();'),
    'lead_alias, snapshot', 'lead_alias, outcome, snapshot');
  execute replace(
    pg_get_functiondef('kpi_rebuild(text)'::regprocedure), 'kpi_visit, kpi_dirty', 'kpi_visit, kpi_label, kpi_dirty');
end $$;

insert into kpi_dirty (lead_id) select distinct lead_id from outcome;
