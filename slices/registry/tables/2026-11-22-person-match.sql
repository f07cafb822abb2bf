-- Who may be filed twice. Keys bring together people who could be one: keyed hashes of parts of what is known (birth and
-- the beginning of the name, parts of the number, phone and name, address and head), made outside the database. Orphans of
-- files that were taken away are swept by the next run.
create table person_key (
  tenant_id uuid not null,
  key bigint not null,
  person_id uuid not null,
  primary key (tenant_id, key, person_id)
);
create index person_key_by_person on person_key (tenant_id, person_id);
call app.guard('person_key');
grant select, insert, delete on person_key to bangfu_app;

-- Two people who may be one, with the reasons; the decision stays, so that nobody is asked twice. It holds ids and figures
-- only: names come from `person`, as far as the asker may see them.
create table duplicate_pair (
  tenant_id uuid not null,
  low_id uuid not null,
  high_id uuid not null,
  score smallint not null check (score between 0 and 100),
  reasons jsonb not null,
  state text not null default 'open' check (state in ('open', 'same', 'different')),
  found_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by uuid,
  why text,
  primary key (tenant_id, low_id, high_id),
  check (low_id < high_id)
);
create index duplicate_pair_by_state on duplicate_pair (tenant_id, state, score desc, low_id, high_id);
create index duplicate_pair_by_high on duplicate_pair (tenant_id, high_id);
call app.guard('duplicate_pair');
grant select, insert, update, delete on duplicate_pair to bangfu_app;

-- A search through everybody: when it was asked, how far it is.
create table match_run (
  tenant_id uuid not null,
  id uuid not null,
  asked_by uuid not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  people integer not null default 0,
  pairs integer not null default 0,
  primary key (tenant_id, id)
);
call app.guard('match_run');
grant select, insert, update on match_run to bangfu_app;

-- How files follow from each other: one merged into another, one split off from another, one person counted once.
create table household_link (
  tenant_id uuid not null,
  id uuid not null,
  -- The file where the reader finds the family or person now; for a split the new file.
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  other_id uuid not null,
  kind text not null check (kind in ('merged', 'split', 'person')),
  -- Versions before and after, so that it can be undone exactly, and only while nothing has changed since.
  before_version integer,
  after_version integer,
  other_before_version integer,
  other_after_version integer,
  low_id uuid,
  high_id uuid,
  at timestamptz not null,
  account_id uuid not null,
  why text,
  undone_at timestamptz,
  undone_by uuid,
  undone_why text,
  primary key (tenant_id, id)
);
create index household_link_by_household on household_link (tenant_id, household_id);
create index household_link_by_other on household_link (tenant_id, other_id);
call app.guard('household_link', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update on household_link to bangfu_app;

alter table person drop constraint person_left_reason_check;
alter table person add constraint person_left_reason_check
  check (left_reason in ('moved', 'died', 'split', 'married', 'mistake', 'other', 'merged'));
