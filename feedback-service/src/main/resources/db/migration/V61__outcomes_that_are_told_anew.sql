-- An outcome that is told anew, such as a deal that was won and is reopened, takes the place of what
-- it said before. Which rows of key figures came of it was guessed by its time: those of the oldest
-- outcome stayed beside the new ones, and when outcomes of long ago were imported, those of outcomes
-- that are no longer kept went.

alter table kpi_label add source text, add outcome_id text;
alter table kpi_work_label add source text not null, add outcome_id text not null;

update kpi_label set source = outcome.source, outcome_id = outcome.id
from outcome
where outcome.lead_id = kpi_label.lead_id and outcome.occurred_at = kpi_label.at
  and outcome.kind = kpi_label.kind;

create or replace function kpi_gather_labels() returns void language plpgsql as $$
declare
  oldest timestamptz := coalesce((select min(occurred_at) from outcome), 'infinity');
begin
  -- What came of an outcome that is no longer kept stays as it was counted. Of a few rows it is not
  -- known what they came of: those that are older than all outcomes stay.
  delete from kpi_label using kpi_work_lead work
  where work.lead_id = kpi_label.lead_id and is_dirty
    and (exists (select from outcome
        where (outcome.source, outcome.id) = (kpi_label.source, kpi_label.outcome_id))
      or (kpi_label.source is null and at >= oldest)
      or exists (select from erasure where lead_id = work.lead_id));
  truncate kpi_work_label;
  insert into kpi_work_label (source, outcome_id, lead_id, tier, channel, version, arm, segments,
    at, kind, value, currency, satisfaction)
  select told.source, told.id, told.lead_id,
    coalesce(stay.tier, first_tier), coalesce(stay.channel, ''),
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
  insert into kpi_label (source, outcome_id, lead_id, profile, day, at, kind, value, currency,
    satisfaction)
  select source, outcome_id, lead_id, kpi_profile.id, kpi_day(at), at, told.kind, value, currency,
    satisfaction
  from kpi_work_label told
  join kpi_profile using (tier, channel, version, arm, segments)
  where kpi_profile.kind = 'label' and store = '';
end $$;
