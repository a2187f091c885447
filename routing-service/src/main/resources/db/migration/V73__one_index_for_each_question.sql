-- What comes first of a lead. While nothing waits, PostgreSQL believes that an index of what waits is cheap to read from end to
-- end, and so read the one of all that is due for each delivery of a burst. The same rows by another condition: a query about
-- a lead can be answered by no index but this one.
drop index delivery_order;
create index delivery_order on delivery (lead_id, destination, sequence, position) where concluded_at is null;

-- Likewise what is due: not by way of all that is pending, sorted.
drop index delivery_of_state;
create index delivery_of_state on delivery (state, planned_at, id) where state <> 'pending';
