-- Orders whose month was dropped stay as they were counted. That was seen by the oldest order that is
-- kept, and an import of older ones moved it back: whoever was counted anew before their month was
-- dropped in turn lost the orders of long ago. Now it is seen by each order.
do $$
declare
  boundary constant text := $old$  oldest_sale timestamptz := coalesce((select min(occurred_at) from conversion), 'infinity');
$old$;
  older constant text := $old$(at >= oldest_sale or $old$;
  definition constant text := pg_get_functiondef('kpi_gather()'::regprocedure);
begin
  if position(older in definition) = 0 or position(boundary in definition) = 0 then
    raise exception 'kpi_gather no longer says which orders stay as they were counted';
  end if;
  execute replace(replace(definition, 'declare' || chr(10) || boundary, ''), older,
    $new$(exists (select from conversion kept where (kept.occurred_at, kept.id) = (kpi_sale.at, kpi_sale.id))
      or $new$);
end $$;
