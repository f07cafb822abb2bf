-- A guarantee is a promise over a population: every X gets Y by Z. Who is covered is never kept, it is computed from the
-- data each time; kept are the promise itself and the exceptions with their reasons.
create table guarantee (
  tenant_id uuid not null,
  id uuid not null,
  rule text not null check (rule in ('dibao_enrolled', 'lead_helper', 'festival_received')),
  aid_list_id uuid,
  name text not null,
  area_code text collate "C" not null,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, aid_list_id) references aid_list (tenant_id, id),
  check ((rule = 'festival_received') = (aid_list_id is not null))
);
create unique index guarantee_once on guarantee (tenant_id, rule, area_code, coalesce(aid_list_id, tenant_id), due_on) where state = 'open';
-- A promise of the city is seen by its counties; the families behind its numbers only within the scope.
call app.guard('guarantee');
grant select, insert, update on guarantee to bangfu_app;

create table guarantee_exception (
  tenant_id uuid not null,
  guarantee_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  reason text not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (tenant_id, guarantee_id, household_id),
  foreign key (tenant_id, guarantee_id) references guarantee (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
call app.guard('guarantee_exception', 'area_code', 'organisation_line', 'household_id');
grant select, insert, delete on guarantee_exception to bangfu_app;
grant update (area_code, organisation_line) on guarantee_exception to bangfu_app;
