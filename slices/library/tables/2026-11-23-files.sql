-- The documents themselves as they came, sealed like everything that is uploaded.
create table library_file (
  tenant_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  bytes integer not null check (bytes > 0),
  content bytea not null,
  uploaded_by uuid,
  uploaded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, document_id) references library_document (tenant_id, id) on delete cascade
);
create index library_file_by_document on library_file (tenant_id, document_id);
call app.guard('library_file');
grant select, insert, delete on library_file to bangfu_app;
