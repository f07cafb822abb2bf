-- replaces the text 5cbedb3a859c0e724c72db441ae4df1dfb83a1f0eca0663b32c3a99331442c2e (functions that widen a scope, for owners that are no superusers)
-- An import: the file as it came, what was read, what would change, and what was done. The file and every row are sealed:
-- they are full of personal data and only this slice opens them.
create table import_job (
  tenant_id uuid not null,
  id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  -- Where the rows go: families into the registry, helpers, organisations, or families on a festival list.
  target text not null check (target in ('registry', 'helpers', 'organisations', 'aid_list')),
  aid_list_id uuid,
  file_name text not null,
  file_hash bytea not null,
  file bytea not null,
  kind text,
  state text not null check (state in ('reading', 'unreadable', 'ready', 'committing', 'committed', 'undoing', 'undone', 'discarded')),
  -- The sentence of an unreadable file or a failed step, in both languages.
  problem jsonb,
  -- Sheets with their header rows and columns, and what the officer chose otherwise.
  sheets jsonb not null default '[]',
  chosen jsonb not null default '{}',
  corrections bytea,
  -- Units that are not on file yet: made as enterprises of this state, or left as text.
  new_units text not null default 'in_hardship' check (new_units in ('none', 'running', 'in_hardship', 'bankrupt', 'closed')),
  counts jsonb not null default '{}',
  created_units uuid[] not null default '{}',
  created_by uuid not null,
  created_at timestamptz not null default now(),
  committed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, aid_list_id) references aid_list (tenant_id, id),
  check ((target = 'aid_list') = (aid_list_id is not null))
);
create index import_job_by_time on import_job (tenant_id, created_at desc);
create index import_job_by_hash on import_job (tenant_id, file_hash);
call app.guard('import_job', 'area_code', 'organisation_line');
grant select, insert, update on import_job to bangfu_app;

-- How far a step is; written outside the one transaction of the step, so that it can be seen while it runs.
create table import_progress (
  tenant_id uuid not null,
  import_id uuid not null,
  done integer not null default 0,
  total integer not null default 0,
  cancelled boolean not null default false,
  primary key (tenant_id, import_id)
);
call app.guard('import_progress');
grant select, insert, update on import_progress to bangfu_app;

create table import_row (
  tenant_id uuid not null,
  import_id uuid not null,
  position integer not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  sheet text not null,
  row integer not null,
  name text not null,
  state text not null check (state in ('new', 'changed', 'unchanged', 'conflict', 'rejected')),
  conflict text,
  subject_id uuid,
  -- What was read, and what stood there before an import changed it.
  content bytea not null,
  before bytea,
  differences jsonb not null default '[]',
  primary key (tenant_id, import_id, position),
  foreign key (tenant_id, import_id) references import_job (tenant_id, id)
);
create index import_row_by_state on import_row (tenant_id, import_id, state, position);
call app.guard('import_row', 'area_code', 'organisation_line');
grant select, insert, update, delete on import_row to bangfu_app;

create table import_issue (
  tenant_id uuid not null,
  import_id uuid not null,
  position integer not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  sheet text not null,
  row integer not null,
  cell text not null,
  column_header text not null,
  field text,
  code text not null,
  severity text not null,
  message jsonb not null,
  primary key (tenant_id, import_id, position),
  foreign key (tenant_id, import_id) references import_job (tenant_id, id)
);
create index import_issue_by_row on import_issue (tenant_id, import_id, sheet, row);
call app.guard('import_issue', 'area_code', 'organisation_line');
grant select, insert, delete on import_issue to bangfu_app;
grant delete on organisation to bangfu_app;

-- Which of these numbers are filed anywhere in the tenant: the bulk form of app.filed_elsewhere, for the dry run of an import.
create function app.filed_among(number_hashes bytea[]) returns setof bytea
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  scope text[] := app.widen_scope();
begin
  return query select p.identity_number_hash from person p
    where p.tenant_id = app.tenant() and p.identity_number_hash = any(number_hashes) and p.left_on is null;
  perform app.restore_scope(scope);
end
$$;
revoke all on function app.filed_among(bytea[]) from public;
grant execute on function app.filed_among(bytea[]) to bangfu_app;
