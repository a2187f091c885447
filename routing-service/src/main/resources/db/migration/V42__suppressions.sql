-- Who wants no more marketing mail, by a key that does not tell the address. It outlives an erasure: forgetting it
-- would mean writing to them again.
create table email_suppression (
  address_key   text primary key,
  suppressed_at timestamptz not null
);
