-- How a destination is doing, as all replicas see it. No row: it is fine.
create table destination_health (
  destination  text primary key,
  -- The breaker is open until then, and half open after; null when it is closed.
  open_until   timestamptz,
  trips        integer     not null default 0,
  -- Somebody is probing it; whoever probed it and died loses that then.
  probed_until timestamptz,
  -- It has asked us to be quiet until then.
  paused_until timestamptz,
  reason       text,
  -- The token bucket of its rate limit.
  tokens       double precision,
  refilled_at  timestamptz
);

-- Depth and age of the queues, from the index alone.
drop index delivery_open;
create index delivery_open on delivery (destination, state, due_at) where state in ('pending', 'dead');

-- What was sent, beside what was answered.
alter table attempt add column request text;
