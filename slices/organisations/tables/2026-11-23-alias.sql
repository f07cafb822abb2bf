-- Who said that a unit goes by another name, and when; names from before have neither.
alter table organisation_alias
  add column stated_by uuid,
  add column stated_at timestamptz;
create index organisation_alias_by_unit on organisation_alias (tenant_id, organisation_id);
