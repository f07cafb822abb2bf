-- What is written down while a body stands by another: the diary of a work team, its list of issues (A-25), what was done
-- and how it is judged (A-30, D-09). area_code is that of the pair.
create table unit_pair_entry (
  tenant_id uuid not null,
  id uuid not null,
  unit_pair_id uuid not null,
  area_code text collate "C" not null,
  kind text not null check (kind in ('diary', 'issue', 'progress', 'evaluation')),
  day date not null,
  text text not null,
  -- Issues are to be settled by a day; how they were, and when.
  due_on date,
  settled_on date,
  outcome text,
  settled_by uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check ((kind = 'issue') = (due_on is not null)),
  check (settled_on is null or kind = 'issue'),
  check ((settled_on is null) = (outcome is null)),
  foreign key (tenant_id, unit_pair_id) references unit_pair (tenant_id, id)
);
create index unit_pair_entry_by_pair on unit_pair_entry (tenant_id, unit_pair_id, day desc);
create index unit_pair_entry_by_day on unit_pair_entry (tenant_id, day desc, id);
call app.guard('unit_pair_entry', 'area_code');
grant select, insert on unit_pair_entry to bangfu_app;
grant update (settled_on, outcome, settled_by) on unit_pair_entry to bangfu_app;
