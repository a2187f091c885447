-- Snapshots and conversions lie by month, so that months are forgotten by dropping them and a look at a
-- period reads no other. A key of a partitioned table has to contain what it is partitioned by, and a
-- record that is told again may name another moment. So the records' ids lie in tables of their own,
-- where the first one told of each wins.

alter table snapshot rename to snapshot_whole;
alter table conversion rename to conversion_whole;

create table snapshot (like snapshot_whole) partition by range (at);
create table conversion (like conversion_whole) partition by range (occurred_at);

-- Months that have no partition yet.
create table snapshot_rest partition of snapshot default;
create table conversion_rest partition of conversion default;

create table snapshot_id (id text primary key, at timestamptz not null);
create table conversion_id (id text primary key, at timestamptz not null);
insert into snapshot_id select id, at from snapshot_whole;
insert into conversion_id select id, occurred_at from conversion_whole;
insert into snapshot select * from snapshot_whole;
insert into conversion select * from conversion_whole;

-- Why a snapshot may know what came after it, in words; null if nothing speaks for that.
alter table snapshot add column suspicion text;

-- The same view, over the new table; what it means is said where it was first made.
create or replace view tier_stay as
with first_sight as (
  select distinct on (lead_id) lead_id, at, tier from snapshot order by lead_id, at, id
), change as (
  select
    lead_id, from_tier, to_tier, since,
    min(since) over (
      partition by lead_id order by sequence, id
      rows between 1 following and unbounded following) as until,
    row_number() over (partition by lead_id order by sequence, id) as position,
    min(since) over (partition by lead_id) as earliest
  from tier_change
), stay as (
  select lead_id, to_tier as tier, since, until from change where until is null or until > since
  union all
  select
    lead_id,
    coalesce(first_change.from_tier, first_sight.tier),
    least(first_sight.at, first_change.earliest),
    first_change.earliest
  from first_sight
  full join (select * from change where position = 1) first_change using (lead_id)
)
select stay.lead_id, stay.tier, stay.since, least(stay.until, lead_alias.at) as until
from stay left join lead_alias on lead_alias.absorbed = stay.lead_id
where lead_alias.at is null or stay.since <= lead_alias.at;

drop table snapshot_whole;
drop table conversion_whole;

create index snapshot_of_lead on snapshot (lead_id, at, id);
create index snapshot_of_arm on snapshot (arm, at) where arm is not null;
alter table snapshot add primary key (at, id);
alter table conversion add primary key (occurred_at, id);
create index conversion_of_lead on conversion (lead_id, occurred_at);

create trigger pass_over before insert on snapshot
  for each row execute function pass_over_the_forgotten('at');
create trigger pass_over before insert on conversion
  for each row execute function pass_over_the_forgotten('occurred_at');

create function take_snapshot_once() returns trigger language plpgsql as $$
begin
  insert into snapshot_id (id, at) values (new.id, new.at) on conflict do nothing;
  return case when found then new end;
end $$;
create function take_conversion_once() returns trigger language plpgsql as $$
begin
  insert into conversion_id (id, at) values (new.id, new.occurred_at) on conflict do nothing;
  return case when found then new end;
end $$;

-- Triggers fire in the order of their names: what is passed over is not remembered.
create trigger take_once before insert on snapshot
  for each row execute function take_snapshot_once();
create trigger take_once before insert on conversion
  for each row execute function take_conversion_once();

create function forget_ids() returns trigger language plpgsql as $$
begin
  execute format('truncate %I', tg_argv[0]);
  return null;
end $$;
create trigger forget_ids after truncate on snapshot
  for each statement execute function forget_ids('snapshot_id');
create trigger forget_ids after truncate on conversion
  for each statement execute function forget_ids('conversion_id');

-- Makes the partition of a month (by its first day, UTC), with what lies in the rest of it. Answers
-- whether it was not there.
create function make_month(parent text, moment text, month date) returns boolean
language plpgsql as $$
declare
  part text := parent || to_char(month, '_YYYY_MM');
  rest text := parent || '_rest';
  first timestamptz := month::timestamp at time zone 'UTC';
  next timestamptz := (month + interval '1 month') at time zone 'UTC';
begin
  if to_regclass(part) is not null then
    return false;
  end if;
  execute format('lock table %I in access exclusive mode', rest);
  execute format('create table %I (like %I including defaults)', part, parent);
  execute format(
    'with moved as (delete from %I where %I >= %L and %I < %L returning *)'
    ' insert into %I select * from moved', rest, moment, first, moment, next, part);
  execute format(
    'alter table %I attach partition %I for values from (%L) to (%L)', parent, part, first, next);
  return true;
end $$;

-- Drops the months that have ended by a moment, and what is older in the rest. Answers their number.
create function drop_months(parent text, moment text, before timestamptz) returns integer
language plpgsql as $$
declare
  part text;
  dropped integer := 0;
begin
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = parent::regclass and c.relname ~ '_[0-9]{4}_[0-9]{2}$'
      and (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= before
  loop
    execute format('drop table %I', part);
    dropped := dropped + 1;
  end loop;
  execute format('delete from %I where %I < %L', parent || '_rest', moment, before);
  execute format('delete from %I where at < %L', parent || '_id', before);
  return dropped;
end $$;
