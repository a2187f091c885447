-- Reps as people wrote them down. Somebody who has left stays, for what was decided then.
create table rep (
  id          text primary key,
  document    text        not null,
  -- What connectors are told of the rep.
  assignee    text        not null,
  departed_at timestamptz,
  updated_at  timestamptz not null
);

-- The one row that decisions on leads lock, so that replicas decide one after the other.
create table rotation (
  one       boolean primary key default true check (one),
  -- Grows whenever a rep changes, so that replicas know when to read the reps again.
  roster    bigint not null default 0,
  -- How each rep stands: what it is owed, and its leads of today.
  standings text   not null default '{}'
);
insert into rotation default values;

-- A lead that somebody is to act on, from waiting to its end. A lead that goes from one rep to another
-- ends here and begins anew.
create table assignment (
  id              text primary key,
  lead_id         text             not null,
  tier_change_id  text             not null references tier_change on delete cascade,
  action          text             not null,
  state           text             not null
    check (state in ('waiting', 'assigned', 'acknowledged', 'passed-on', 'closed')),
  rep_id          text references rep,
  score           double precision not null,
  territory       text,
  store           text,
  skill           text,
  respond_within  bigint           not null,
  had_it          text[]           not null,
  ground          text             not null,
  candidates      text             not null,
  created_at      timestamptz      not null,
  assigned_at     timestamptz,
  due_at          timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  ended_at        timestamptz,
  end_reason      text,
  check (rep_id is not null or state not in ('assigned', 'acknowledged')),
  check ((state in ('passed-on', 'closed')) = (ended_at is not null))
);

-- A lead belongs to one rep at a time.
create unique index assignment_open on assignment (lead_id)
  where state in ('waiting', 'assigned', 'acknowledged');
-- The queue, the clock, and whom a departing rep leaves behind.
create index assignment_waiting on assignment (score desc, created_at, id) where state = 'waiting';
create index assignment_due on assignment (due_at) where state = 'assigned';
create index assignment_held on assignment (rep_id) where state in ('assigned', 'acknowledged');
-- The API: newest first; of a rep, of a state, of a lead. Erasure: of a tier change.
create index assignment_newest on assignment (created_at, id);
create index assignment_of_rep on assignment (rep_id, created_at, id);
create index assignment_of_state on assignment (state, created_at, id);
create index assignment_of_lead on assignment (lead_id, created_at, id);
create index assignment_of_change on assignment (tier_change_id);
