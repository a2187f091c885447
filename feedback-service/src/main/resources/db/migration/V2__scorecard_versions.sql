-- Every version of a scorecard that somebody asked to publish. The number orders publications over
-- all cards, because the last one published is the one that scores. published_at is null until the
-- topic has it.
create table scorecard_version (
  number bigint generated always as identity primary key,
  scorecard_id text not null,
  version integer not null,
  document text not null,
  digest text not null,
  author text not null,
  reason text not null,
  stored_at timestamptz not null,
  published_at timestamptz,
  unique (scorecard_id, version)
);
create index scorecard_version_waiting on scorecard_version (number) where published_at is null;
