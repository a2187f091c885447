-- Who has changed what by administrative routes of all services.
create table audit_entry (
  id text primary key,
  at timestamptz not null,
  service text not null,
  who text not null,
  method text not null,
  path text not null,
  status integer not null
);
create index audit_entry_in_time on audit_entry (at desc, id desc);
create index audit_entry_of_somebody on audit_entry (who, at desc, id desc);
