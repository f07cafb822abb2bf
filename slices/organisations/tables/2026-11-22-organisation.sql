-- Organisations of a tenant in one tree. Two axes: territory (area_code) and line (parent chain, sector).
-- `line` is the path of the organisation in the tree, four characters a level in byte order, so that everything below an
-- organisation is one range, as with area codes.
create table organisation (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  line text collate "C" not null,
  name text not null,
  kind text not null,
  -- Only enterprises have a state: running, in hardship, bankrupt, closed (A-09 routes by it).
  enterprise_state text,
  area_code text collate "C" not null,
  sector text,
  -- The government of its area: it answers for every family there that no unit answers for (A-09).
  local_government boolean not null default false,
  credit_code text,
  responsible_person text,
  responsible_phone bytea,
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, line),
  unique (tenant_id, name, area_code),
  foreign key (tenant_id, parent_id) references organisation (tenant_id, id),
  check ((kind = 'enterprise') = (enterprise_state is not null))
);
create unique index organisation_government on organisation (tenant_id, area_code) where local_government;
create index organisation_by_area on organisation (tenant_id, area_code, name);
create index organisation_by_name on organisation (tenant_id, name);
-- Names of organisations are no personal data and every officer needs them to route a case: tenant-wide.
call app.guard('organisation');
grant select, insert, update on organisation to bangfu_app;

-- Other names a unit goes by in rosters (市总工会 / 绥化市总工会), so that a name is asked about once.
create table organisation_alias (
  tenant_id uuid not null,
  alias text not null,
  organisation_id uuid not null,
  primary key (tenant_id, alias),
  foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
call app.guard('organisation_alias');
grant select, insert, update, delete on organisation_alias to bangfu_app;
