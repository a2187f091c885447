-- Leads of people who were forgotten. Lead ids tell nothing about a person; they stay so that a tier
-- change from before, if its record comes only now, is passed over.
create table erasure (
  id           text        not null,
  lead_id      text        not null,
  requested_at timestamptz not null,
  completed_at timestamptz not null,
  deliveries   bigint      not null,
  tier_changes bigint      not null,
  primary key (id, lead_id)
);
create index erasure_of_lead on erasure (lead_id, requested_at);
create index tier_change_of_lead on tier_change (lead_id);
