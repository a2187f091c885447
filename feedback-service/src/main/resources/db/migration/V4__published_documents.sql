-- What goes to the topic of scorecards beside the cards: experiments, models, the draft in the
-- shadow. A null document was withdrawn. A revision that is not the published one waits to be sent.
create table published_document (
  key text primary key,
  document text,
  author text not null,
  stored_at timestamptz not null,
  revision bigint not null,
  published_revision bigint
);
create index published_document_waiting on published_document (stored_at)
  where published_revision is distinct from revision;

-- Whom an experiment counts.
create index snapshot_of_arm on snapshot (arm, at) where arm is not null;
