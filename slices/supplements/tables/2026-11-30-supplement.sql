-- What is known of somebody beyond the fields of the registry, under the heading that a roster or an officer gave it. A
-- statement is never changed: a later one counts, heading by heading. Sealed, because nobody knows beforehand what it holds.
create table supplement (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- Copies of where the person stands, for row security.
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  said_on date not null,
  at timestamptz not null default now(),
  account_id uuid not null,
  source_import_id uuid,
  -- The file it was read from; null where an officer wrote it down.
  source_name text,
  content bytea not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade
);
create index supplement_by_person on supplement (tenant_id, person_id);
create index supplement_by_household on supplement (tenant_id, household_id);
create index supplement_by_import on supplement (tenant_id, source_import_id) where source_import_id is not null;
call app.guard('supplement', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on supplement to bangfu_app;
