-- What vendors sent of labels, as they sent it, for a while: to look into a dispute, and to read anew.
-- people are keys of identities or lead ids: by them it is erased. The id is a digest of the body.
create table raw_label (
  source text not null,
  id text not null,
  received_at timestamptz not null,
  content_type text not null,
  body bytea not null,
  people text[] not null,
  primary key (source, id)
);
create index raw_label_in_time on raw_label (received_at);
create index raw_label_of_people on raw_label using gin (people);

-- What a vendor's message only points at and has to be fetched. Kept after its end, so that a repeat
-- of the message is known as one. state: waiting, done, refused.
create table errand (
  source text not null,
  id text not null,
  raw_id text not null,
  details text not null,
  received_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0,
  state text not null default 'waiting',
  reason text,
  primary key (source, id)
);
create index errand_due on errand (due_at) where state = 'waiting';
create index errand_in_time on errand (received_at);
create index tier_change_in_time on tier_change (decided_at);
