-- Scorecards in the making. The revision counts saved changes; an approval is of one content, named
-- by its digest. A published draft stays, with what was found out about it.
create table scorecard_draft (
  number bigint generated always as identity primary key,
  scorecard_id text not null,
  document text not null,
  digest text not null,
  revision bigint not null,
  based_on text not null,
  authors text[] not null,
  created_at timestamptz not null,
  edited_by text not null,
  edited_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  approved_digest text,
  published_version integer
);
create index scorecard_draft_of_card on scorecard_draft (scorecard_id, number desc);

-- Where a version came from: a draft, somebody's approval, an older version that was taken back to.
alter table scorecard_version
  add column draft bigint,
  add column approved_by text,
  add column restored text;

-- Back-tests of drafts as scoring-service last told of them. The content is named by its digest,
-- because the draft may have changed since.
create table scorecard_backtest (
  id text primary key,
  draft bigint not null references scorecard_draft on delete cascade,
  digest text not null,
  begun_by text not null,
  begun_at timestamptz not null,
  state text not null,
  told text not null
);
create index scorecard_backtest_of_draft on scorecard_backtest (draft, begun_at desc, id);
