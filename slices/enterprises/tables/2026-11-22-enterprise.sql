-- Enterprises as objects of help: what they are, their figures on a day, what happened to them. The enterprise itself is an
-- organisation; its name and state are no personal data and are seen tenant-wide like it.
create table enterprise_profile (
  tenant_id uuid not null,
  organisation_id uuid not null,
  industry text,
  ownership text check (ownership in ('state', 'collective', 'private', 'foreign', 'other')),
  founded_on date,
  note text,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, organisation_id),
  foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
call app.guard('enterprise_profile');
grant select, insert, update on enterprise_profile to bangfu_app;

-- Figures as they stood on a day, usually once a year. Null is unknown. Corrections keep their version.
create table enterprise_figures (
  tenant_id uuid not null,
  organisation_id uuid not null,
  as_of date not null,
  employees integer check (employees between 0 and 10000000),
  laid_off integer check (laid_off between 0 and 10000000),
  hardship_workers integer check (hardship_workers between 0 and 10000000),
  insured integer check (insured between 0 and 10000000),
  arrears_persons integer check (arrears_persons between 0 and 10000000),
  wage_arrears_fen bigint check (wage_arrears_fen between 0 and 100000000000000),
  average_wage_fen bigint check (average_wage_fen between 0 and 100000000000000),
  source text,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, organisation_id, as_of),
  foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
call app.guard('enterprise_figures');
grant select, insert, update on enterprise_figures to bangfu_app;

-- What happened, with its day: a change of state, layoffs, arrears paid, a restructuring. Added to, never changed.
create table enterprise_event (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('state', 'layoff', 'arrears', 'restructuring', 'other')),
  on_day date not null,
  text text not null,
  recorded_by uuid,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
create index enterprise_event_by_day on enterprise_event (tenant_id, organisation_id, on_day desc);
call app.guard('enterprise_event');
grant select, insert on enterprise_event to bangfu_app;
