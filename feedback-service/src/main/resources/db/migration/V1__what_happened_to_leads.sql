-- Facts as the topics told them, each once: the primary keys are the records' own ids, so a record
-- that comes twice or out of order leaves the same rows. No names, addresses or other contact points.

create table snapshot (
  id text primary key,
  lead_id text not null,
  at timestamptz not null,
  tier text not null,
  score double precision not null,
  scorecard_id text not null,
  scorecard_version text not null,
  arm text,
  features_version integer not null,
  features jsonb not null
);
create index snapshot_of_lead on snapshot (lead_id, at, id);

-- A lead that has become part of another one. Survivors may be absorbed in turn: see lead_root.
create table lead_alias (
  absorbed text primary key,
  survivor text not null,
  at timestamptz not null,
  check (absorbed <> survivor)
);
create index lead_alias_of_survivor on lead_alias (survivor);

create table tier_change (
  id text primary key,
  lead_id text not null,
  sequence bigint not null,
  from_tier text not null,
  to_tier text not null,
  score double precision not null,
  since timestamptz not null,
  decided_at timestamptz not null,
  scorecard_id text not null,
  scorecard_version text not null,
  arm text,
  cause text not null,
  channel text
);
create index tier_change_of_lead on tier_change (lead_id, sequence, id);

create table conversion (
  id text primary key,
  lead_id text not null,
  order_id text not null,
  value numeric,
  currency text,
  occurred_at timestamptz not null,
  channel text not null,
  source text not null,
  tier_before text not null,
  score_before double precision not null,
  scorecard_id text not null,
  scorecard_version text not null,
  arm text
);
create index conversion_in_time on conversion (occurred_at);
create index conversion_of_lead on conversion (lead_id);

-- An outcome's id is unique at its source only.
create table outcome (
  source text not null,
  id text not null,
  lead_id text not null,
  kind text not null,
  occurred_at timestamptz not null,
  value numeric,
  currency text,
  reason text,
  answers text not null,
  primary key (source, id)
);
create index outcome_in_time on outcome (occurred_at desc, source, id);
create index outcome_of_lead on outcome (lead_id, occurred_at desc, source, id);

create table delivery (
  id text primary key,
  tier_change_id text not null,
  lead_id text not null,
  playbook text not null,
  action text not null,
  destination text not null,
  result text not null,
  attempts integer not null,
  planned_at timestamptz not null,
  concluded_at timestamptz not null,
  reason text
);
create index delivery_in_time on delivery (concluded_at);

-- Whom an absorbed lead counts for now: the end of its chain of survivors. The bound on the steps
-- only guards against a circle, which scoring-service never makes.
create view lead_root as
with recursive chain (lead_id, root, step) as (
  select absorbed, survivor, 1 from lead_alias
  union all
  select chain.lead_id, next.survivor, chain.step + 1
  from chain join lead_alias next on next.absorbed = chain.root
  where chain.step < 100
)
select distinct on (lead_id) lead_id, root from chain order by lead_id, step desc;

-- In which tier a lead was from when to when, in event time; until is null while it lasts.
--   * A change opens a stay in the tier it leads to. It is closed by the earliest moment that any
--     change of a higher sequence names: a later decision replaces what it contradicts, and a stay
--     that loses all its time that way never was.
--   * The stay before the first change is in the tier that change came from, since the lead was
--     first seen. It may have no length when the first sight and the change are one moment.
--   * A lead without changes is in the tier it was first seen in.
--   * Absorbed leads have no stays after their merge.
create view tier_stay as
with first_sight as (
  select distinct on (lead_id) lead_id, at, tier from snapshot order by lead_id, at, id
), change as (
  select
    lead_id, from_tier, to_tier, since,
    min(since) over (
      partition by lead_id order by sequence, id
      rows between 1 following and unbounded following) as until,
    row_number() over (partition by lead_id order by sequence, id) as position,
    min(since) over (partition by lead_id) as earliest
  from tier_change
), stay as (
  select lead_id, to_tier as tier, since, until from change where until is null or until > since
  union all
  select
    lead_id,
    coalesce(first_change.from_tier, first_sight.tier),
    least(first_sight.at, first_change.earliest),
    first_change.earliest
  from first_sight
  full join (select * from change where position = 1) first_change using (lead_id)
)
select stay.lead_id, stay.tier, stay.since, least(stay.until, lead_alias.at) as until
from stay left join lead_alias on lead_alias.absorbed = stay.lead_id
where lead_alias.at is null or stay.since <= lead_alias.at;
