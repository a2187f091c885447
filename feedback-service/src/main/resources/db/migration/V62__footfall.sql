-- How many people sensors counted in stores, the latest count of each interval. Nobody can be told from it.
-- A zone of '' is the store's entrances: who walks on into another zone is counted there once more, so
-- only these count for the store.
create table footfall (
  store text not null,
  zone text not null,
  sensor text not null,
  from_at timestamptz not null,
  visitors integer not null,
  told_at timestamptz not null,
  primary key (store, zone, sensor, from_at)
);
-- Pruned by its time, like the rest.
create index footfall_in_time on footfall (from_at);

-- The same by days of the shop's time zone: a year of a hundred stores is millions of intervals, which
-- nobody would wait for. Days outlive the intervals that are pruned.
create table footfall_day (
  day date not null,
  store text not null,
  zone text not null,
  visitors bigint not null,
  primary key (day, store, zone)
);

create function count_footfall() returns trigger language plpgsql as $$
begin
  insert into footfall_day (day, store, zone, visitors)
  select (new.from_at at time zone time_zone)::date, new.store, new.zone,
    new.visitors - case tg_op when 'UPDATE' then old.visitors else 0 end
  from kpi_setting
  on conflict (day, store, zone) do update
    set visitors = footfall_day.visitors + excluded.visitors;
  return null;
end $$;
create trigger count_by_day after insert or update on footfall
  for each row execute function count_footfall();

create function recount_footfall() returns trigger language plpgsql as $$
begin
  lock table footfall in share row exclusive mode; -- what is told meanwhile waits for the new days
  delete from footfall_day;
  insert into footfall_day (day, store, zone, visitors)
  select (from_at at time zone new.time_zone)::date as day, store, zone, sum(visitors)
  from footfall group by day, store, zone;
  return null;
end $$;
create trigger recount_footfall after update of time_zone on kpi_setting
  for each row when (old.time_zone <> new.time_zone) execute function recount_footfall();
