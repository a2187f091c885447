-- Leads of people who were forgotten. What happened to them stays, under another lead id that was
-- drawn by lot and is written down nowhere, so that key figures stay what they were.
create table erasure (
  id           text        not null,
  lead_id      text        not null,
  requested_at timestamptz not null,
  completed_at timestamptz not null,
  receipt      text        not null,
  primary key (id, lead_id)
);
create index erasure_of_lead on erasure (lead_id, requested_at);

-- A record from before the request that comes only now is not written down any more: there is
-- nobody whom it could be put to. The argument names the column with the record's moment.
create function pass_over_the_forgotten() returns trigger language plpgsql as $$
begin
  if exists (
    select from erasure
    where lead_id = new.lead_id
      and requested_at >= (to_jsonb(new) ->> tg_argv[0])::timestamptz)
  then
    return null;
  end if;
  return new;
end $$;

create trigger pass_over before insert on snapshot
  for each row execute function pass_over_the_forgotten('at');
create trigger pass_over before insert on tier_change
  for each row execute function pass_over_the_forgotten('decided_at');
create trigger pass_over before insert on conversion
  for each row execute function pass_over_the_forgotten('occurred_at');
create trigger pass_over before insert on outcome
  for each row execute function pass_over_the_forgotten('occurred_at');
create trigger pass_over before insert on delivery
  for each row execute function pass_over_the_forgotten('concluded_at');
create index delivery_of_lead on delivery (lead_id);
