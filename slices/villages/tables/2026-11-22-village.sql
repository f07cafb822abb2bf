-- Villages as objects of help: what they are and their figures year by year. They hold no personal data, but an officer
-- sees only the villages of the own area.
create table village (
  tenant_id uuid not null,
  area_code text collate "C" not null,
  reservoir boolean not null default false,
  facilities text[] not null default '{}',
  note text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, area_code)
);
call app.guard('village', 'area_code');
grant select, insert, update on village to bangfu_app;

-- Figures of a year; null is unknown. A correction keeps its version.
create table village_year (
  tenant_id uuid not null,
  area_code text collate "C" not null,
  year smallint not null check (year between 1949 and 2100),
  households integer check (households between 0 and 1000000),
  population integer check (population between 0 and 10000000),
  per_capita_income_fen bigint check (per_capita_income_fen between 0 and 100000000000),
  collective_income_fen bigint check (collective_income_fen between 0 and 100000000000000),
  farmland_mu numeric(10, 1) check (farmland_mu >= 0),
  source text,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, area_code, year),
  foreign key (tenant_id, area_code) references village (tenant_id, area_code)
);
call app.guard('village_year', 'area_code');
grant select, insert, update on village_year to bangfu_app;
