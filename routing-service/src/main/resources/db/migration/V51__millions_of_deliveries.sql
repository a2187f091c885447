-- In the order in which they are claimed: thousands may be due at one moment, when quiet hours end, and nobody should
-- have to sort them. The same index tells how many wait, and since when.
drop index delivery_due;
create index delivery_due on delivery (destination, due_at, sequence, position) where state = 'pending';

-- Dead letters of a destination, to count and to list.
drop index delivery_open;
create index delivery_dead on delivery (destination, planned_at, id) where state = 'dead';

-- The API: of one destination.
create index delivery_of_destination on delivery (destination, planned_at, id);

-- A row is claimed by an update that touches no index, if its page has room for it. With millions of rows the usual
-- fifth of them would be dead before anybody cleans up.
alter table delivery set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
