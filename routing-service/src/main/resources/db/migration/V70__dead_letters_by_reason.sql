-- Dead letters of a reason, wherever they were to go: counted, listed and replayed after what caused them is mended.
create index delivery_dead_of_reason on delivery (reason, planned_at, id) where state = 'dead';
