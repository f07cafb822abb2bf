-- Answers that nobody shares any more are taken away once a day.
grant delete on shared_answer to bangfu_app;

-- A fact may be one person's, such as the day on which somebody entered a centre: two of a family have each their own. The
-- family's own facts stand under the id that is nobody's, so that one fact of one person stands once.
alter table household_fact add column person_id uuid not null default '00000000-0000-0000-0000-000000000000';
alter table household_fact drop constraint household_fact_pkey;
alter table household_fact add primary key (tenant_id, household_id, name, person_id);

-- Families that left hardship are watched for a year: who left when, until when, and how it ended. A family whose file was
-- withdrawn when it left stays here; what falls back becomes work (due_item, because 'relapse').
create table graduation_watch (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  -- Out of hardship by own means (脱困), or relieved by what it receives (解困).
  kind text not null check (kind in ('graduation', 'relief_achieved')),
  from_day date not null,
  -- The first day that is no longer watched.
  to_day date not null check (to_day > from_day),
  state text not null default 'watched' check (state in ('watched', 'relapsed', 'over', 'cancelled')),
  -- The first month in which the income was not above the standard.
  relapsed_month date,
  why text not null,
  decision jsonb,
  begun_by uuid,
  begun_at timestamptz not null default now(),
  ended_by uuid,
  ended_at timestamptz,
  ended_why text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
create unique index graduation_watch_once on graduation_watch (tenant_id, household_id) where state = 'watched';
create index graduation_watch_by_end on graduation_watch (tenant_id, state, to_day, household_id);
call app.guard('graduation_watch', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on graduation_watch to bangfu_app;

-- What falls back while a family is watched is work of its own kind.
alter table due_item drop constraint due_item_because_check;
alter table due_item add constraint due_item_because_check check (because in ('facts', 'standard', 'policy', 'day', 'run', 'relapse'));
