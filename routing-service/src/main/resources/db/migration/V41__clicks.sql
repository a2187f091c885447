-- Clicks on Slack's buttons, from being told of to what follows from them being done.
create table slack_click (
  id           text primary key,
  kind         text        not null check (kind in ('good', 'not-ready', 'snooze', 'take')),
  delivery_id  text        not null,
  slack_user   text        not null,
  channel      text,
  message      text,
  response_url text,
  clicked_at   timestamptz not null,
  due_at       timestamptz not null,
  attempts     integer     not null default 0,
  done_at      timestamptz
);
create index slack_click_due on slack_click (due_at) where done_at is null;
create index slack_click_done on slack_click (done_at) where done_at is not null;
