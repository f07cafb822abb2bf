-- How often a family is visited at the least, by who stands by it (B-11). The newest list of an area holds there and below,
-- until a lower area has its own; without `days` the area goes by the one above again. Every version is kept.
create table visit_rhythm (
  tenant_id uuid not null,
  area_code text collate "C" not null,
  version integer not null,
  days jsonb,
  note text,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, area_code, version)
);
-- The days are no secret: a county goes by the city's where it has none of its own.
call app.guard('visit_rhythm');
create policy added_in_own_area on visit_rhythm as restrictive for insert
  with check (area_code >= app.area_from() and area_code < app.area_to());
grant select, insert on visit_rhythm to bangfu_app;
