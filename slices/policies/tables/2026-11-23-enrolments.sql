-- Enrolment in any policy, not in dibao alone: who of the family where a policy is for one person, how often it is paid, and
-- why it ended, because a gradual exit follows from leaving dibao for work.
alter table enrolment add column person_id uuid;
alter table enrolment add column period text not null default 'month' check (period in ('month', 'year', 'season', 'term', 'once'));
-- Amount in the period where that is not the month; `monthly_fen` is null then.
alter table enrolment add column period_fen bigint check (period_fen between 0 and 10000000000000);
alter table enrolment add column end_cause text
  check (end_cause in ('employment', 'income', 'assets', 'moved', 'died', 'over', 'amount', 'other'));
alter table enrolment add check (monthly_fen is null or period = 'month');
alter table enrolment add check (period_fen is null or period <> 'month');
drop index enrolment_once;
create unique index enrolment_once on enrolment (tenant_id, household_id, programme, person_id) nulls not distinct
  where to_day is null;
create index enrolment_by_programme on enrolment (tenant_id, programme, area_code, household_id);

-- Income month by month, as leaving hardship asks for it: of the whole family, with the persons it had.
create table household_month (
  tenant_id uuid not null,
  household_id uuid not null,
  -- The first day of the month.
  month date not null check (extract(day from month) = 1),
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  income_fen bigint not null check (income_fen between 0 and 10000000000000),
  persons smallint not null check (persons between 1 and 30),
  recorded_by uuid,
  recorded_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, household_id, month),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
call app.guard('household_month', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on household_month to bangfu_app;
