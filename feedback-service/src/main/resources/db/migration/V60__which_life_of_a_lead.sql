-- When the lead that is told of began. Once a person is forgotten, the same lead id may begin anew, and what
-- was decided about who was there before may come after the request: scoring-service acts on it in its own time.
alter table snapshot add column begun_at timestamptz;
alter table tier_change add column begun_at timestamptz;
alter table lead_alias add column begun_at timestamptz;
alter table identity_lead add column begun_at timestamptz;

-- The arguments name the columns with the record's moment, and with an earlier one that counts if it is known.
create or replace function pass_over_the_forgotten() returns trigger language plpgsql as $$
begin
  if exists (
    select from erasure
    where lead_id = new.lead_id
      and requested_at >= least(
        (to_jsonb(new) ->> tg_argv[0])::timestamptz, (to_jsonb(new) ->> tg_argv[1])::timestamptz))
  then
    return null;
  end if;
  return new;
end $$;

drop trigger pass_over on snapshot;
create trigger pass_over before insert on snapshot
  for each row execute function pass_over_the_forgotten('at', 'begun_at');
drop trigger pass_over on tier_change;
create trigger pass_over before insert on tier_change
  for each row execute function pass_over_the_forgotten('decided_at', 'begun_at');
-- A delivery that was planned before the request and ended after it.
drop trigger pass_over on delivery;
create trigger pass_over before insert on delivery
  for each row execute function pass_over_the_forgotten('concluded_at', 'planned_at');

drop trigger pass_over on identity_lead;
create trigger pass_over before insert on identity_lead
  for each row execute function pass_over_the_forgotten('at', 'begun_at');

-- The same as before, and when the lead began. Replicas that are yet to be updated do not say it.
drop function note_identities(text, text[], timestamptz);
create function note_identities(
  lead text, keys text[], seen_at timestamptz, lead_begun_at timestamptz default null)
returns void language plpgsql as $$
declare
  newest text[];
begin
  perform pg_advisory_xact_lock(hashtextextended(key, 0))
    from (select key from unnest(keys) key order by key) sorted;
  with noted as (
    insert into identity_lead (identity, lead_id, at, begun_at)
    select distinct key, lead, seen_at, lead_begun_at from unnest(keys) key order by key
    on conflict (identity) do update
      set lead_id = excluded.lead_id, at = excluded.at, begun_at = excluded.begun_at
      where identity_lead.at <= excluded.at
    returning identity
  ) select array_agg(identity) into newest from noted;
  update outcome set lead_id = lead, waiting = false
    where told_as = any (newest) and (waiting or lead_id <> lead);
end $$;
