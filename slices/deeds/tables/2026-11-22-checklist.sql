-- What the documents only name and do not list (四种主要形式 C-07, 六个到位 D-10): the tenant's own list, every version of
-- which is kept. Without a version the proposal of the program holds and is shown as one.
create table checklist (
  tenant_id uuid not null,
  kind text not null check (kind in ('help_forms', 'in_place')),
  version integer not null,
  items jsonb not null,
  note text,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, kind, version)
);
call app.guard('checklist');
grant select, insert on checklist to bangfu_app;
