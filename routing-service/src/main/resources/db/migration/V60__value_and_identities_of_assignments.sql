alter table assignment
  -- What the lead is worth as a customer: the queue's order. 0 if nobody knows.
  add column worth double precision not null default 0,
  -- Keys of the identities that the lead is known by, for outcomes that are told under one of them.
  add column identity_keys text[] not null default '{}';

drop index assignment_waiting;
create index assignment_waiting on assignment (worth desc, score desc, created_at, id) where state = 'waiting';
create index assignment_of_identity on assignment using gin (identity_keys)
  where state in ('waiting', 'assigned', 'acknowledged');

-- What a receipt said, by kind of thing. Null in rows from before: they counted two kinds.
alter table erasure add column removed text;
