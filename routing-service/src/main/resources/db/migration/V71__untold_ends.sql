-- Ends that nobody was told of yet, in the order in which they came. In a column of the delivery, with an index on it,
-- telling them wrote the delivery and each of its indexes once more.
create table untold (
  place       bigint generated always as identity primary key,
  delivery_id text not null
);
insert into untold (delivery_id)
select id from delivery where concluded_at is not null and published_at is null order by concluded_at;

drop index delivery_unpublished;
alter table delivery drop column published_at;
