-- Where a Zap that was switched on wants to hear of tier changes. The address lets anybody in who knows it, so it is
-- not among the destination's settings, which people can read.
create table zapier_hook (
  destination text primary key references destination on delete cascade,
  target_url  text        not null,
  created_at  timestamptz not null
);
