-- PostgreSQL checks a reference by a query for each row, and plans that query each time, as all of ours: it took longer than
-- the rows. Deliveries are written with their change and attempts with their delivery, in one transaction; whoever removes
-- changes or deliveries locks them first and removes what belongs to them.
alter table delivery drop constraint delivery_tier_change_id_fkey;
alter table attempt drop constraint attempt_delivery_id_fkey;
