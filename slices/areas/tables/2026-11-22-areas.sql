-- Areas of the country, the same for every tenant, filled from slices/areas/pack when the pack changes. Everything inside
-- an area is one range of codes, so codes compare byte by byte.
create table area (
  code text collate "C" primary key check (code ~ '^\d{12}$'),
  name text not null,
  level text not null check (level in ('country', 'province', 'prefecture', 'county', 'township', 'village')),
  parent_code text collate "C",
  -- Kept because identity numbers and old files bear the code; the day is known to the sources seldom, then in valid_to.
  abolished boolean not null,
  valid_from date,
  valid_to date
);
create index area_by_parent on area (parent_code, code);
create index area_by_name on area (name);
grant select on area to bangfu_app;

-- Which pack the table holds.
create table area_pack (
  only_one boolean primary key default true check (only_one),
  hash text not null,
  loaded_at timestamptz not null default now()
);
grant select on area_pack to bangfu_app;

-- Townships and villages that a tenant added: founded since, or left out of the pack.
create table own_area (
  tenant_id uuid not null,
  code text collate "C" not null check (code ~ '^\d{12}$'),
  name text not null,
  level text not null check (level in ('township', 'village')),
  parent_code text collate "C" not null,
  valid_from date,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, code),
  check (valid_from <= valid_to)
);
create unique index own_area_name on own_area (tenant_id, parent_code, name) where valid_to is null;
-- Names of areas are no personal data and everybody needs them to read an address; added and changed are they only by
-- those in whose area they lie.
call app.guard('own_area');
create policy added_in_own_area on own_area as restrictive for insert
  with check (code >= app.area_from() and code < app.area_to());
create policy changed_in_own_area on own_area as restrictive for update
  using (code >= app.area_from() and code < app.area_to())
  with check (code >= app.area_from() and code < app.area_to());
grant select, insert, update on own_area to bangfu_app;
