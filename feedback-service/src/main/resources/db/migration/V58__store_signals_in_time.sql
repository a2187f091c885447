-- What leads do in stores is pruned by its time, like the rest.
create index store_signal_in_time on store_signal (occurred_at);
