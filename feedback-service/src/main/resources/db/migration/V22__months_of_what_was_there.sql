-- What was there before there were months gets them here, where nobody waits for an answer.
do $$
declare
  months date[];
  month date;
begin
  select array_agg(distinct date_trunc('month', at at time zone 'UTC')::date)
    into months from snapshot_rest;
  foreach month in array coalesce(months, '{}') loop
    perform make_month('snapshot', 'at', month);
  end loop;
  select array_agg(distinct date_trunc('month', occurred_at at time zone 'UTC')::date)
    into months from conversion_rest;
  foreach month in array coalesce(months, '{}') loop
    perform make_month('conversion', 'occurred_at', month);
  end loop;
end $$;
