-- Messages that go together wait for their digest, and not for the dispatcher.
alter table delivery
  add column digest boolean not null
    generated always as (verb = 'notify' and position('"digest":"' in parameters) > 0) stored;
create index delivery_digest on delivery (destination, due_at) where state = 'pending' and digest;

-- A mail with several messages, from being put together to having been sent. Whom it goes to stays as it was then.
create table digest (
  id            text primary key,
  destination   text        not null,
  assignee      text,
  sealed_at     timestamptz not null,
  due_at        timestamptz not null,
  claimed_until timestamptz,
  done_at       timestamptz
);
create index digest_due on digest (due_at) where done_at is null;
create index digest_done on digest (done_at) where done_at is not null;

-- A delivery is in one mail.
create table digest_entry (
  delivery_id text primary key references delivery on delete cascade,
  digest      text not null references digest on delete cascade
);
create index digest_entry_of_digest on digest_entry (digest);
