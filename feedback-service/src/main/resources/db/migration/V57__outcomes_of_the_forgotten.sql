-- An outcome is put to the lead that has its identity now, and that may be another one than the person
-- had who was forgotten. So what it was told under is looked at as well.
create function pass_over_outcomes_of_the_forgotten() returns trigger language plpgsql as $$
begin
  if exists (
    select from erasure
    where lead_id in (new.lead_id, new.told_as) and requested_at >= new.occurred_at)
  then
    return null;
  end if;
  return new;
end $$;

drop trigger pass_over on outcome;
create trigger pass_over before insert on outcome
  for each row execute function pass_over_outcomes_of_the_forgotten();
