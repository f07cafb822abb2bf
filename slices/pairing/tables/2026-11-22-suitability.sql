-- What the matching weighs, and how a proposal was found. Rules are data: every version that was ever used is kept.
create table suitability_rules (
  tenant_id uuid not null,
  version integer not null,
  -- [{ "key", "name": { "zh", "en" }, "kind", "weight", "expression", "on" }]
  rules jsonb not null,
  note text,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, version)
);
call app.guard('suitability_rules');
grant select, insert on suitability_rules to bangfu_app;

-- How many families the helpers of a unit or of a township take at most and at least.
create table pairing_quota (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid,
  area_code text collate "C",
  least integer not null default 0 check (least between 0 and 100000),
  most integer not null check (most between 0 and 100000),
  version integer not null default 1,
  primary key (tenant_id, id),
  check ((organisation_id is null) <> (area_code is null)),
  foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
create unique index pairing_quota_unit on pairing_quota (tenant_id, organisation_id) where organisation_id is not null;
create unique index pairing_quota_area on pairing_quota (tenant_id, area_code) where area_code is not null;
call app.guard('pairing_quota');
grant select, insert, update, delete on pairing_quota to bangfu_app;

-- Languages besides Mandarin, what a body found out about a helper from society (B-14), and the identity number by which
-- kinship with a family is known for certain. Sealed with a key outside the database; equality goes by the keyed hash.
alter table helper
  add column languages text[] not null default '{}',
  add column vetting text not null default 'not_needed' check (vetting in ('not_needed', 'waiting', 'vetted', 'refused')),
  add column vetting_note text,
  add column vetted_by uuid,
  add column vetted_on date,
  add column identity_number bytea,
  add column identity_number_hash bytea;
create index helper_by_identity on helper (tenant_id, identity_number_hash) where identity_number_hash is not null;

-- Who may not stand by whom although nothing in the registry says so: declared kinship or a conflict of interest.
create table helper_bar (
  tenant_id uuid not null,
  id uuid not null,
  helper_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  kind text not null check (kind in ('kin', 'conflict')),
  reason text not null,
  stated_by uuid not null,
  stated_at timestamptz not null default now(),
  lifted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, helper_id) references helper (tenant_id, id) on delete cascade,
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
create unique index helper_bar_once on helper_bar (tenant_id, household_id, helper_id, kind) where lifted_at is null;
create index helper_bar_by_helper on helper_bar (tenant_id, helper_id);
call app.guard('helper_bar', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update on helper_bar to bangfu_app;

alter table proposal drop constraint proposal_state_check;
alter table proposal
  add constraint proposal_state_check check (state in ('running', 'ready', 'failed', 'cancelled', 'accepted', 'discarded')),
  -- A preview only shows what other rules would do and can never be accepted.
  add column preview boolean not null default false,
  -- Which families besides the area: of a unit, of a category.
  add column unit_id uuid,
  add column category text,
  -- Families that have a helper are looked at again; a pair is given up only where that gains more than `keep_gain` points.
  add column rematch boolean not null default false,
  add column keep_gain integer not null default 0 check (keep_gain between 0 and 1000000),
  add column quotas boolean not null default true,
  -- The proposal whose locked pairs, changes by hand and exclusions were taken over.
  add column based_on uuid,
  add column rules jsonb,
  add column rules_version integer,
  -- How the optimum was proved: arcs checked, and the engine's answer.
  add column certificate jsonb,
  add column cancel_asked boolean not null default false,
  -- Whoever asked for the run or changed a line by hand: none of them may approve.
  add column touched_by uuid[] not null default '{}';

alter table proposal_line
  add column locked boolean not null default false,
  -- Who stands by the family now, where it has somebody already.
  add column present_helper_id uuid;
create index proposal_line_by_helper on proposal_line (tenant_id, proposal_id, helper_id);

-- Pairs that a person has ruled out within one proposal and those based on it.
create table proposal_exclusion (
  tenant_id uuid not null,
  proposal_id uuid not null,
  household_id uuid not null,
  helper_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  primary key (tenant_id, proposal_id, household_id, helper_id),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade,
  foreign key (tenant_id, helper_id) references helper (tenant_id, id)
);
call app.guard('proposal_exclusion', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on proposal_exclusion to bangfu_app;

-- The solved problem with its prices, so that "why not this one" is answered from what was proved and not guessed anew.
create table proposal_book (
  tenant_id uuid not null,
  proposal_id uuid not null,
  area_code text collate "C" not null,
  content bytea not null,
  primary key (tenant_id, proposal_id),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
call app.guard('proposal_book', 'area_code');
grant select, insert, update, delete on proposal_book to bangfu_app;
