-- Income of a village by year: only villages under the line are sponsored (D-08).
create table village_income (
  tenant_id uuid not null,
  area_code text collate "C" not null,
  year smallint not null check (year between 1990 and 2100),
  per_capita_fen bigint not null check (per_capita_fen between 0 and 10000000000),
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, area_code, year)
);
call app.guard('village_income', 'area_code');
grant select, insert, update on village_income to bangfu_app;

-- A body that stands by another body: an enterprise by an enterprise in hardship (A-30), a work team in an enterprise
-- (A-25), a unit by a village with its four links (D-08, D-11). area_code is where the helped one lies.
create table unit_pair (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('enterprise', 'team', 'village')),
  area_code text collate "C" not null,
  -- The helping unit; of a village it may still be missing.
  giver_id uuid,
  -- The helped enterprise; none for a village, which is an area.
  receiver_id uuid,
  -- The other three links of a village: county-level leader, resident cadre, strong or downstream village.
  leader_name text,
  resident_name text,
  partner_code text collate "C",
  -- All links by this day.
  due_on date,
  plan text,
  -- Of the five tasks of a work team, those that are done.
  tasks_done text[] not null default '{}',
  since date not null,
  until date,
  end_note text,
  state text not null default 'proposed' check (state in ('proposed', 'approved')),
  created_by uuid not null,
  approved_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check ((kind = 'village') = (receiver_id is null)),
  check (kind = 'village' or giver_id is not null),
  check ((state = 'approved') = (approved_by is not null)),
  foreign key (tenant_id, giver_id) references organisation (tenant_id, id),
  foreign key (tenant_id, receiver_id) references organisation (tenant_id, id)
);
-- One sponsor a village; one village task a unit; an enterprise pair once.
create unique index unit_pair_village on unit_pair (tenant_id, area_code) where kind = 'village' and until is null;
create unique index unit_pair_task on unit_pair (tenant_id, giver_id) where kind = 'village' and until is null and giver_id is not null;
create unique index unit_pair_once on unit_pair (tenant_id, kind, giver_id, receiver_id) where kind <> 'village' and until is null;
create index unit_pair_by_area on unit_pair (tenant_id, area_code, id);
call app.guard('unit_pair', 'area_code');
grant select, insert, update on unit_pair to bangfu_app;
