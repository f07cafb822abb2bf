-- What was true when, and what we knew when. The row in `household` is the newest statement about a family; whatever it
-- replaces is copied here first, whole, and never changed again. A statement holds from its day (`valid_from`) until a later
-- known statement says otherwise, so "as of a day, as known at an instant" is: of the statements known by then that hold by
-- that day, the one known last. Families that were never changed need no row here, and imports of new ones write none.
alter table household
  -- Null: since the file was opened.
  add column valid_from date,
  add column known_from timestamptz,
  -- The file that this one was merged into.
  add column merged_into uuid;
create index household_merged on household (tenant_id, merged_into) where merged_into is not null;

create table household_version (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  -- Where the family stands today; where it stood then is in the facts.
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  version integer not null,
  valid_from date not null,
  known_from timestamptz not null,
  -- The rows as they stood: household, people, amounts, marks; sealed columns stay sealed.
  facts jsonb not null,
  primary key (tenant_id, id)
);
create index household_version_by_household on household_version (tenant_id, household_id, known_from desc, valid_from desc, version desc);
call app.guard('household_version', 'area_code', 'organisation_line', 'household_id');
grant select, insert on household_version to bangfu_app;
grant update (area_code, organisation_line) on household_version to bangfu_app;

-- From which day a change holds; null in rows written before changes had one: the day of the change.
alter table household_change add column valid_from date;
