-- The county's own handbook as a document of Word with tags. The newest of an area that nobody took back is in force
-- there and below, until a lower area has its own.
create table handbook_template (
  tenant_id uuid not null,
  id uuid not null,
  area_code text collate "C" not null,
  file_name text not null,
  file bytea not null check (octet_length(file) <= 5242880),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant_id, id)
);
create unique index handbook_template_in_force on handbook_template (tenant_id, area_code) where ended_at is null;
-- A blank form says nothing about families; a county prints with the city's where it has none of its own.
call app.guard('handbook_template');
grant select, insert, update (ended_at) on handbook_template to bangfu_app;
