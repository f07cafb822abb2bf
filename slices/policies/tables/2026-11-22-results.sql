-- Results of all policies instead of dibao alone. What stood here was computed and is computed anew by the next run, so the
-- table is made anew; what was decided (enrolment) stays.
drop table household_result;

-- When the policies were last asked for a family, and for which day. No row: never evaluated.
create table household_evaluation (
  tenant_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  on_day date not null,
  computed_at timestamptz not null default now(),
  primary key (tenant_id, household_id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
call app.guard('household_evaluation', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on household_evaluation to bangfu_app;

-- What the last evaluation of a policy says for a family. No row: never evaluated, or not in force there. Unknown is not
-- "no". A row is written when the answer becomes another one; the day it was last confirmed stands in
-- household_evaluation, so that evaluating a county anew does not write what has not changed.
create table household_result (
  tenant_id uuid not null,
  household_id uuid not null,
  policy text collate "C" not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  state text not null check (state in ('eligible', 'not_eligible', 'unknown')),
  -- In the period of the policy; zero unless eligible. Null period: the policy pays nothing.
  amount_fen bigint not null default 0 check (amount_fen between 0 and 10000000000000),
  period text check (period in ('month', 'year', 'season', 'term', 'once')),
  -- [{code, figures}]: conditions that fail, or what is granted; words are made from it when it is read.
  reasons jsonb not null default '[]',
  -- Names of facts and parameters that were not known.
  missing text[] not null default '{}',
  -- The parameters found: name, value, region, day it holds from.
  trace jsonb not null default '[]',
  figures jsonb not null default '{}',
  answers jsonb not null default '{}',
  policy_version text not null,
  -- Of all that stands above: tells whether the next evaluation says something else.
  digest text not null,
  changed_at timestamptz not null default now(),
  primary key (tenant_id, household_id, policy),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
create index household_result_by_state on household_result (tenant_id, policy, state, area_code, household_id);
call app.guard('household_result', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on household_result to bangfu_app;

-- What was decided upon: policy version, day, amount, inputs and trace. Null for what rosters tell.
alter table enrolment add column decision jsonb;

-- Runs are of all policies at once.
drop index policy_run_by_time;
create index policy_run_by_time on policy_run (tenant_id, created_at desc);
