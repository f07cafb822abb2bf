-- Arrears of the three guarantee lines are computed, never kept: due is what people are enrolled for, paid is what the ledger
-- of aid says. Kept is only what neither of them knows.

-- For which month a payment was; a line of the ledger without a row here counts for the month of its day.
create table line_payment (
  tenant_id uuid not null,
  aid_line_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  month date not null check (extract(day from month) = 1),
  primary key (tenant_id, aid_line_id),
  foreign key (tenant_id, aid_line_id) references aid_line (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index line_payment_by_household on line_payment (tenant_id, household_id);
call app.guard('line_payment', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update (area_code, organisation_line) on line_payment to bangfu_app;

-- From which month payments of a line are on file, so that what was never recorded is not told as owed.
create table line_watch (
  tenant_id uuid not null,
  line text not null check (line in ('laid_off_living', 'unemployment_benefit', 'dibao')),
  from_month date not null check (extract(day from from_month) = 1),
  set_by uuid,
  set_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, line)
);
call app.guard('line_watch');
grant select, insert, update on line_watch to bangfu_app;
