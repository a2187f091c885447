-- Ends of assignments in time: what ended long ago is removed, and its tier change with names and addresses after it.
create index assignment_ended on assignment (ended_at) where ended_at is not null;
