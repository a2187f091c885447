-- Destinations that people have set up by API; those of the service's settings are not here.
create table destination (
  id              text primary key,
  type            text        not null,
  name            text        not null,
  settings        text        not null,
  rate_per_second double precision check (rate_per_second > 0),
  enabled         boolean     not null,
  changed_at      timestamptz not null
);

-- Its secrets: either where one lies (env:, file:), or the secret itself, encrypted under a key of the key ring.
create table destination_secret (
  destination text not null references destination on delete cascade,
  name        text not null,
  reference   text,
  key_id      text,
  sealed      bytea,
  primary key (destination, name),
  check ((reference is null) = (sealed is not null) and (key_id is null) = (sealed is null))
);
