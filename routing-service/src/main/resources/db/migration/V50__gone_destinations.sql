-- It has answered that it will never take anything again; people have to let it be called once more.
alter table destination_health add column gone_at timestamptz;
