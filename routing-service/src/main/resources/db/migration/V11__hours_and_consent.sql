-- Hours in which a delivery must not go, by the clock on the lead's wall: 22:00 07:00 defer Europe/Berlin.
alter table delivery add column quiet_hours text;

-- The latest that is known of a lead.
drop index tier_change_of_lead;
create index tier_change_of_lead on tier_change (lead_id, sequence);
