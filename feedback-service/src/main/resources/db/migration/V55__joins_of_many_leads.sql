-- In a large round nothing is joined one by one unless it is looked up on purpose. Of what is joined by
-- seven columns at once the planner expects a single row; of a history of ten million tier changes it
-- then read all deliveries again for each of them.
create or replace function kpi_go_by_index(always boolean) returns void language plpgsql as $$
declare
  is_planned boolean := current_setting('leadlight.is_much')::boolean and not always;
  is_large boolean := is_planned and coalesce(
    (select reltuples > 20000 from pg_class where oid = 'kpi_work_lead'::regclass), false);
begin
  perform set_config('enable_hashjoin', is_planned::text, true),
    set_config('enable_mergejoin', is_planned::text, true),
    set_config('enable_seqscan', is_planned::text, true),
    set_config('enable_nestloop', (not is_large)::text, true);
end $$;
