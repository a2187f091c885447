-- A webhook or Zapier hears of every tier change, and is no rep: what is notified there told nobody who
-- could serve the lead. Of deliveries from before the kind of their destination was told it is not known.
alter table delivery add column destination_type text;

do $$
declare
  told constant text := $old$(verb is null or verb in ('notify', 'create-task'))$old$;
  definition constant text := pg_get_functiondef('kpi_gather()'::regprocedure);
begin
  if position(told in definition) = 0 then
    raise exception 'kpi_gather no longer says who is told';
  end if;
  execute replace(definition, told,
    told || $new$ and coalesce(destination_type, '') not in ('webhook', 'zapier')$new$);
end $$;
