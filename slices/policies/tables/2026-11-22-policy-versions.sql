-- Policies as a tenant has changed them. What ships with the program is no row; the newest released row of a policy that
-- holds on a day goes before it. One person drafts, another releases; a release is never changed, a revert is a new draft.
create table policy_version (
  tenant_id uuid not null,
  policy text collate "C" not null,
  number integer not null check (number > 0),
  source text not null,
  state text not null default 'draft' check (state in ('draft', 'released', 'discarded')),
  note text,
  -- The earlier version that this one brings back; 0 is the one that ships.
  reverts integer,
  -- What its tests said when they last ran: [{title, passed, expected, found}].
  tests jsonb not null default '[]',
  drafted_by uuid not null,
  drafted_at timestamptz not null default now(),
  decided_by uuid,
  decided_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, policy, number),
  -- Nobody releases what they have written themselves.
  check (state <> 'released' or decided_by <> drafted_by)
);
create unique index policy_version_one_draft on policy_version (tenant_id, policy) where state = 'draft';
create index policy_version_released on policy_version (tenant_id, decided_at) where state = 'released';
call app.guard('policy_version');
grant select, insert, update (source, note, tests, state, drafted_by, drafted_at, decided_by, decided_at, version) on policy_version to bangfu_app;

-- Facts that policies ask for and the household's file has no place for: one value each, the newest counts.
create table household_fact (
  tenant_id uuid not null,
  household_id uuid not null,
  name text collate "C" not null check (name ~ '^[a-z][a-z0-9_]{1,59}$'),
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  value text not null,
  why text,
  recorded_by uuid,
  recorded_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, household_id, name),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
call app.guard('household_fact', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on household_fact to bangfu_app;

-- What an evaluation found to be another answer than before, as work for somebody: nothing is raised, lowered or stopped
-- by itself. One open item a family and policy; when the answer comes back to what it was, the item ends by itself.
create table due_item (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  policy text collate "C" not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  kind text not null check (kind in ('new', 'raise', 'lower', 'stop', 'review')),
  -- Why it was evaluated: facts, a standard, the policy itself, or the day.
  because text not null check (because in ('facts', 'standard', 'policy', 'day', 'run')),
  old_state text,
  old_fen bigint,
  new_state text,
  new_fen bigint,
  on_day date not null,
  -- For a review: the day by which it is to be done.
  due_on date,
  state text not null default 'open' check (state in ('open', 'done', 'dismissed', 'moot')),
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  closed_by uuid,
  why text,
  -- What was decided upon when it was closed: policy version, answer, inputs and trace.
  decision jsonb,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
create unique index due_item_once on due_item (tenant_id, household_id, policy) where state = 'open';
create index due_item_open on due_item (tenant_id, kind, area_code, id) where state = 'open';
create index due_item_by_household on due_item (tenant_id, household_id, opened_at desc);
call app.guard('due_item', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on due_item to bangfu_app;
