-- A tier change as it arrived. Its id is the cause's, so a repeated record finds itself here.
create table tier_change (
  id         text primary key,
  lead_id    text        not null,
  sequence   bigint      not null,
  document   text        not null,
  planned_at timestamptz not null
);

-- The outbox. A row is claimed by moving claimed_until into the future; whoever claimed it and died loses it then.
create table delivery (
  id             text primary key,
  tier_change_id text        not null references tier_change,
  playbook       text        not null,
  action         text        not null,
  destination    text        not null,
  lead_id        text        not null,
  sequence       bigint      not null,
  latest_wins    boolean     not null,
  state          text        not null
    check (state in ('pending', 'delivered', 'dead', 'expired', 'superseded', 'suppressed')),
  attempts       integer     not null default 0,
  step           integer     not null default 0,
  planned_at     timestamptz not null,
  due_at         timestamptz not null,
  expires_at     timestamptz,
  claimed_until  timestamptz,
  concluded_at   timestamptz,
  reason         text,
  published_at   timestamptz,
  unique (tier_change_id, playbook, action),
  check ((state = 'pending') = (concluded_at is null))
);

-- The dispatcher: what is due for a destination, and what comes first of one lead.
create index delivery_due on delivery (destination, due_at) where state = 'pending';
create index delivery_order on delivery (lead_id, destination, sequence) where state = 'pending';
-- The publisher: what has ended and nobody knows yet.
create index delivery_unpublished on delivery (concluded_at)
  where concluded_at is not null and published_at is null;
-- The gauges.
create index delivery_open on delivery (destination, state) where state in ('pending', 'dead');
-- The API: newest first; of one state; of one lead.
create index delivery_newest on delivery (planned_at, id);
create index delivery_of_state on delivery (state, planned_at, id);
create index delivery_of_lead on delivery (lead_id, planned_at, id);

create table attempt (
  delivery_id text        not null references delivery on delete cascade,
  number      integer     not null,
  started_at  timestamptz not null,
  took_ms     bigint      not null,
  status      integer,
  outcome     text        not null,
  excerpt     text,
  primary key (delivery_id, number)
);
