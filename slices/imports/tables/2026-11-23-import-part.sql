-- What was read of an import, sealed in parts of many rows: sealing and packing each row by itself cost more than reading it.
-- Part -1 names the units that new families speak of, so that they can be made before the first family.
create table import_part (
  tenant_id uuid not null,
  import_id uuid not null,
  part integer not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  content bytea not null,
  primary key (tenant_id, import_id, part),
  foreign key (tenant_id, import_id) references import_job (tenant_id, id)
);
call app.guard('import_part', 'area_code', 'organisation_line');
grant select, insert, delete on import_part to bangfu_app;

-- Null in rows whose content stands in a part.
alter table import_row alter column content drop not null;
-- Written only by the step that holds the lock of its import, and an import is never deleted: nothing to check for each row.
alter table import_row drop constraint import_row_tenant_id_import_id_fkey;
alter table import_issue drop constraint import_issue_tenant_id_import_id_fkey;
-- A committed row gets its subject; with room on its page no index is written again.
alter table import_row set (fillfactor = 80);
