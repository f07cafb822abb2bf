-- A clerk of one county asks for its families in the usual orders. Walked in the order of the whole city they are found late
-- where order and county hang together: a county filed last week stands behind all that were filed since. Row security lets
-- no expression serve an index, so the county stands in a column of its own, which follows the area by itself.
alter table household
  add column county_code text collate "C" not null generated always as ("left"(area_code, 6)) stored;
create index household_by_county_head on household (tenant_id, county_code, head_name_pinyin, id);
create index household_by_county_income on household (tenant_id, county_code, monthly_per_capita_fen, id);
create index household_by_county_registered on household (tenant_id, county_code, registered_on, id);
create index household_by_county_updated on household (tenant_id, county_code, updated_at, id);
