-- What somebody asked "what if" and wants to keep: the changes, the money that could pay, and what came out on that day.
create table simulation_scenario (
  tenant_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  note text,
  changes jsonb not null,
  funds jsonb not null default '[]',
  -- The figures as they were when it was kept; families change, a kept scenario does not.
  outcome jsonb not null,
  -- The families that were seen: somebody who sees a township only has counted that township.
  area_from text collate "C" not null,
  area_to text collate "C" not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id)
);
create index simulation_scenario_by_time on simulation_scenario (tenant_id, created_at desc, id);
call app.guard('simulation_scenario');
grant select, insert, update (name, note, funds, version), delete on simulation_scenario to bangfu_app;
