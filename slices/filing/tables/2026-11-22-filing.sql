-- The union's rules for files as figures: after how many working days, months or years. A rule without a row holds as shipped.
create table file_rule (
  tenant_id uuid not null,
  rule text not null,
  amount smallint not null check (amount between 0 and 100),
  changed_at timestamptz not null default now(),
  changed_by uuid not null,
  primary key (tenant_id, rule)
);
call app.guard('file_rule');
grant select, insert, update on file_rule to bangfu_app;

-- A file that went from one responsible body to another: open until the receiving body has confirmed it.
create table file_transfer (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  from_id uuid not null,
  to_id uuid not null,
  sent_on date not null,
  received_on date,
  received_by uuid,
  note text,
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
create index file_transfer_open on file_transfer (tenant_id, sent_on, id) where received_on is null;
create index file_transfer_by_household on file_transfer (tenant_id, household_id);
call app.guard('file_transfer', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update on file_transfer to bangfu_app;
