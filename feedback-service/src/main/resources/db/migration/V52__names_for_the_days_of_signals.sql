-- Names that an enum gets can be used by the next transaction only.
alter type kpi_figure add value 'lead_day';
alter type kpi_figure add value 'signal_day';

alter table kpi_profile drop constraint kpi_profile_kind_check,
  add constraint kpi_profile_kind_check
    check (kind in ('stay', 'sight', 'sale', 'visit', 'label', 'lead_day'));
