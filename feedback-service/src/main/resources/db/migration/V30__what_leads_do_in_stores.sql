-- What leads did in stores, each event once.
create table store_signal (
  id text primary key,
  lead_id text not null,
  signal text not null,
  store text not null,
  zone text,
  dwell_seconds numeric,
  occurred_at timestamptz not null,
  tier text not null
);
create index store_signal_of_lead on store_signal (lead_id);

create trigger pass_over before insert on store_signal
  for each row execute function pass_over_the_forgotten('occurred_at');

-- What key figures are grouped by. Null in records from before they were told.
alter table snapshot add column if not exists segments text[];
alter table tier_change add column if not exists segments text[];
alter table conversion add column if not exists store text;
alter table conversion add column if not exists segments text[];
alter table conversion add column if not exists signals_before jsonb;

-- Whether a crossing was acted on.
create index delivery_of_change on delivery (tier_change_id);
