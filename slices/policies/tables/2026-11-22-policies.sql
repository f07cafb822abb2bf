-- Dated regional parameters of policies (E-09). A tenant keeps its own copy: it answers for what it decides by. A row is
-- never changed; another value for the same day supersedes it and the old one stays to be read.
create table policy_parameter (
  tenant_id uuid not null,
  id uuid not null,
  name text collate "C" not null check (name ~ '^[a-z][a-z0-9_]{1,59}$'),
  -- Six digits: county, prefecture (231200), province (230000) or country (000000).
  region text collate "C" not null check (region ~ '^\d{6}$'),
  -- Empty: for town and country alike.
  residence text not null default '' check (residence in ('', 'urban', 'rural')),
  valid_from date not null,
  -- An exact decimal; money in fen.
  value numeric not null check (value >= 0),
  published_on date,
  document text,
  -- How many values have stood for this day so far.
  version integer not null default 1,
  source_import_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  superseded_at timestamptz,
  superseded_by uuid,
  -- Why it was replaced or taken back; imports need not say.
  superseded_why text,
  primary key (tenant_id, id)
);
create unique index policy_parameter_once on policy_parameter (tenant_id, name, region, residence, valid_from) where superseded_at is null;
create index policy_parameter_by_region on policy_parameter (tenant_id, region, name, residence, valid_from);
call app.guard('policy_parameter');
grant select, insert, update (superseded_at, superseded_by, superseded_why) on policy_parameter to bangfu_app;

create table policy_parameter_import (
  tenant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  account_id uuid not null,
  file_name text not null,
  document text,
  published_on date,
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  wrong integer not null,
  primary key (tenant_id, id)
);
call app.guard('policy_parameter_import');
grant select, insert on policy_parameter_import to bangfu_app;

-- What the last evaluation of a policy says for a family. No row: never evaluated. Unknown is not "no".
create table household_result (
  tenant_id uuid not null,
  household_id uuid not null,
  policy text not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  on_day date not null,
  state text not null check (state in ('eligible', 'not_eligible', 'unknown')),
  -- Amount per month; zero unless eligible.
  monthly_fen bigint not null default 0 check (monthly_fen between 0 and 10000000000000),
  -- [{code, figures}] for "no"; words are made from it when it is read.
  reasons jsonb not null default '[]',
  -- Names of facts and parameters that were not known.
  missing text[] not null default '{}',
  -- The parameters found: name, value, region, day it holds from.
  trace jsonb not null default '[]',
  -- The sums the decision was made from.
  inputs jsonb not null default '{}',
  policy_version text not null,
  computed_at timestamptz not null default now(),
  primary key (tenant_id, household_id, policy),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
create index household_result_by_state on household_result (tenant_id, policy, state, area_code, household_id);
call app.guard('household_result', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on household_result to bangfu_app;

-- Every time an answer became another one: from what, to what, when. Added to, never changed.
create table household_result_change (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  policy text not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  at timestamptz not null default now(),
  on_day date not null,
  old_state text,
  new_state text not null,
  old_fen bigint,
  new_fen bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
create index household_result_change_by_household on household_result_change (tenant_id, household_id, at desc);
call app.guard('household_result_change', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update (area_code, organisation_line) on household_result_change to bangfu_app;

-- Who actually receives: rosters tell it, or an officer on the page. `to_day` is the first day without.
create table enrolment (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  programme text not null,
  from_day date not null,
  to_day date check (to_day >= from_day),
  -- Null is unknown.
  monthly_fen bigint check (monthly_fen between 0 and 10000000000000),
  source text not null check (source in ('roster', 'page')),
  source_import_id uuid,
  start_why text,
  ended_import_id uuid,
  end_why text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
-- A family is enrolled once in a programme at a time.
create unique index enrolment_once on enrolment (tenant_id, household_id, programme) where to_day is null;
create index enrolment_by_household on enrolment (tenant_id, household_id, programme, from_day);
create index enrolment_by_import on enrolment (tenant_id, source_import_id) where source_import_id is not null;
create index enrolment_by_ending_import on enrolment (tenant_id, ended_import_id) where ended_import_id is not null;
call app.guard('enrolment', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on enrolment to bangfu_app;

-- A run over many families, so that a page can show how far it is.
create table policy_run (
  tenant_id uuid not null,
  id uuid not null,
  policy text not null,
  account_id uuid not null,
  on_day date not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  total integer not null default 0,
  done integer not null default 0,
  -- Households whose answer became another one.
  changed integer not null default 0,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (tenant_id, id)
);
create index policy_run_by_time on policy_run (tenant_id, policy, created_at desc);
call app.guard('policy_run');
grant select, insert, update on policy_run to bangfu_app;
