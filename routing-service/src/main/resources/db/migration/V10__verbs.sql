-- What is to be done at the destination, and with what. What was planned before were messages.
alter table delivery
  add column verb text not null default 'notify',
  add column parameters text not null default '{}',
  -- Of a tier change's deliveries, which comes first.
  add column position integer not null default 0,
  -- When it could go for the first time: what is put off does not hold up what comes later.
  add column not_before timestamptz,
  -- What a later delivery to the same place contradicts; null if it is told in any case.
  add column subject text;

update delivery set not_before = planned_at, subject = case when latest_wins then 'notify' end;

alter table delivery
  alter column verb drop default,
  alter column parameters drop default,
  alter column position drop default,
  alter column not_before set not null,
  drop column latest_wins;

drop index delivery_order;
create index delivery_order on delivery (lead_id, destination, sequence, position)
  where state = 'pending';
