-- Views of lists that a person has saved: filters, order and columns under a name. They go with the account to every computer.
create table list_view (
  tenant_id uuid not null,
  account_id uuid not null,
  list text not null,
  name text not null,
  search text not null,
  columns text[],
  saved_at timestamptz not null default now(),
  primary key (tenant_id, account_id, list, name)
);
call app.guard('list_view');
grant select, insert, update, delete on list_view to bangfu_app;
