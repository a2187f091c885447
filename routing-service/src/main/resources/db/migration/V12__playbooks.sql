-- One row: which state of all playbooks is in force. Whoever changes a playbook locks it, so revisions come in order.
create table playbook_set (
  single   boolean primary key default true check (single),
  revision bigint  not null,
  seeded   boolean not null
);
insert into playbook_set (revision, seeded) values (0, false);

-- Every version there ever was; the highest of an id is in force. Without a document it is deleted.
create table playbook_version (
  id         text        not null,
  version    integer     not null,
  document   text,
  changed_at timestamptz not null,
  changed_by text        not null,
  reason     text        not null,
  primary key (id, version)
);

-- Dry runs over a period, and pruning.
create index tier_change_of_time on tier_change (planned_at, id);
