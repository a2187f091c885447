-- Under which lead an identity was seen last, by the identity's key: the lead's own id is the key of
-- an identity as well. No values of identities.
create table identity_lead (
  identity text primary key,
  lead_id text not null,
  at timestamptz not null
);
create index identity_lead_of_lead on identity_lead (lead_id);
create trigger pass_over before insert on identity_lead
  for each row execute function pass_over_the_forgotten('at');

insert into identity_lead (identity, lead_id, at)
select lead_id, lead_id, max(at) from (
  select lead_id, at from snapshot union all select lead_id, decided_at from tier_change
) known group by lead_id;

-- What an outcome was told under, beside the lead it belongs to. It waits while no lead is known.
alter table outcome add column told_as text;
alter table outcome add column waiting boolean not null default false;
update outcome set told_as = lead_id,
  waiting = not exists (select from identity_lead where identity = outcome.lead_id);
update outcome set lead_id = identity_lead.lead_id
  from identity_lead where identity = told_as and outcome.lead_id <> identity_lead.lead_id;
alter table outcome alter column told_as set not null;
create index outcome_told_as on outcome (told_as);
create index outcome_waiting on outcome (occurred_at) where waiting;

-- An outcome is told under a lead id or the key of an identity, and put to the lead that has it. The
-- lock keeps a lead from becoming known between the look and the insert: see note_identities.
create function find_the_lead() returns trigger language plpgsql as $$
declare
  known text;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(new.lead_id, 0));
  select lead_id into known from identity_lead where identity = new.lead_id;
  new.told_as := new.lead_id;
  new.waiting := known is null;
  new.lead_id := coalesce(known, new.lead_id);
  return new;
end $$;
-- Before pass_over: triggers run in the order of their names.
create trigger find_lead before insert on outcome
  for each row execute function find_the_lead();

-- Identities were seen as a lead's. What was told under them goes to that lead: labels that waited,
-- and those of a lead that an identity was taken away from. An older sighting changes nothing.
create function note_identities(lead text, keys text[], seen_at timestamptz) returns void
language plpgsql as $$
declare
  newest text[];
begin
  perform pg_advisory_xact_lock(hashtextextended(key, 0))
    from (select key from unnest(keys) key order by key) sorted;
  with noted as (
    insert into identity_lead (identity, lead_id, at)
    select distinct key, lead, seen_at from unnest(keys) key order by key
    on conflict (identity) do update set lead_id = excluded.lead_id, at = excluded.at
      where identity_lead.at <= excluded.at
    returning identity
  ) select array_agg(identity) into newest from noted;
  update outcome set lead_id = lead, waiting = false
    where told_as = any (newest) and (waiting or lead_id <> lead);
end $$;
