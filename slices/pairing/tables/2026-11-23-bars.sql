-- A declared kinship or conflict of interest ends with a person and a reason; the row stays.
alter table helper_bar
  add column lifted_by uuid,
  add column lifted_reason text;
create index helper_bar_by_time on helper_bar (tenant_id, stated_at desc, id);
