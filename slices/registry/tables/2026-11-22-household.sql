-- replaces the text 49c1485b1775912766ed4f6a42075c743b082f4b97aeda510fe68c4601c97572 (functions that widen a scope, for owners that are no superusers)
-- Households and their members. area_code and organisation_line stand on every row that grows with the population, so that
-- row security is a plain comparison; when a family moves, `household.moved` tells the slices above to move their copies.
create table household (
  tenant_id uuid not null,
  id uuid not null,
  -- Number of the file, given once: two digits of the year and a running number of the tenant.
  file_number text not null,
  area_code text collate "C" not null,
  -- The one responsible body (A-09: never none) and its line.
  responsible_id uuid not null,
  organisation_line text collate "C" not null,
  -- Why that body answers: its own unit, or the local government because the unit is none, bankrupt, closed or unknown.
  responsible_reason text not null check (responsible_reason in ('unit', 'no_unit', 'unit_bankrupt', 'unit_closed', 'unit_unknown')),
  work_unit_id uuid,
  work_unit_text text,
  head_person_id uuid not null,
  -- Copies of the head's name for sorting and showing lists without a join.
  head_name text not null,
  head_name_pinyin text not null,
  size smallint not null check (size between 1 and 30),
  residence text not null check (residence in ('urban', 'rural')),
  category text check (category in ('severe', 'relative', 'accident')),
  main_cause text,
  status text not null default 'registered' check (status in ('registered', 'withdrawn')),
  registered_on date not null,
  withdrawn_on date,
  address text,
  -- Null is unknown, never "none".
  annual_income_fen bigint check (annual_income_fen between 0 and 10000000000000),
  rigid_expenditure_fen bigint check (rigid_expenditure_fen between 0 and 10000000000000),
  -- Per person and month, rounded to the fen, for sorting only; rules compute from the annual amounts.
  monthly_per_capita_fen bigint,
  dwellings smallint check (dwellings between 0 and 99),
  vehicles smallint check (vehicles between 0 and 99),
  housing_area_square_decimetres integer check (housing_area_square_decimetres between 0 and 1000000),
  heating text check (heating in ('own', 'central', 'none')),
  source_import_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, file_number),
  foreign key (tenant_id, responsible_id) references organisation (tenant_id, id),
  foreign key (tenant_id, work_unit_id) references organisation (tenant_id, id)
);
-- One index for each usual order of the list; the id makes each order total.
create index household_by_area on household (tenant_id, area_code, id);
create index household_by_head on household (tenant_id, head_name_pinyin, id);
create index household_by_income on household (tenant_id, monthly_per_capita_fen, id);
create index household_by_registered on household (tenant_id, registered_on, id);
create index household_by_updated on household (tenant_id, updated_at, id);
create index household_by_category on household (tenant_id, category, area_code, id);
create index household_by_cause on household (tenant_id, main_cause, area_code, id);
create index household_by_responsible on household (tenant_id, responsible_id, id);
create index household_by_line on household (tenant_id, organisation_line, id);
create index household_by_unit on household (tenant_id, work_unit_id, id) where work_unit_id is not null;
create index household_by_import on household (tenant_id, source_import_id) where source_import_id is not null;
call app.guard('household', 'area_code', 'organisation_line', 'id');
grant select, insert, update, delete on household to bangfu_app;

create table person (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  name text not null,
  name_pinyin text not null,
  -- Sealed with a key outside the database; equality goes by the keyed hashes.
  identity_number bytea,
  identity_number_hash bytea,
  identity_last_four_hash bytea,
  phone bytea,
  phone_hash bytea,
  phone_last_four_hash bytea,
  health bytea,
  sex smallint check (sex in (0, 1, 2, 9)),
  birth_date date,
  ethnicity text,
  relation text not null,
  relation_text text,
  disability_grade smallint check (disability_grade between 1 and 4),
  school text,
  employment text,
  joined_on date not null,
  left_on date,
  left_reason text check (left_reason in ('moved', 'died', 'split', 'married', 'mistake', 'other')),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
-- One person stands in one household of the tenant at a time.
create unique index person_once on person (tenant_id, identity_number_hash) where left_on is null;
create index person_by_household on person (tenant_id, household_id);
create index person_by_last_four on person (tenant_id, identity_last_four_hash) where left_on is null;
create index person_by_phone on person (tenant_id, phone_hash) where left_on is null;
create index person_by_phone_last_four on person (tenant_id, phone_last_four_hash) where left_on is null;
call app.guard('person', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on person to bangfu_app;

-- Incomes and rigid expenditures of a year by kind. Annual amounts are authoritative: summed first, rounded once.
create table household_amount (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  person_id uuid,
  side text not null check (side in ('income', 'expenditure')),
  kind text not null,
  annual_fen bigint not null check (annual_fen between 0 and 10000000000000),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
create index household_amount_by_household on household_amount (tenant_id, household_id);
call app.guard('household_amount', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on household_amount to bangfu_app;

-- Causes and categories, several at once, with dates and evidence (A-08).
create table household_mark (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  dimension text not null check (dimension in ('cause', 'category')),
  code text not null,
  evidence text,
  since date not null,
  until date,
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
create unique index household_mark_once on household_mark (tenant_id, household_id, dimension, code) where until is null;
call app.guard('household_mark', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on household_mark to bangfu_app;

-- What was changed, by whom, from what to what, and why. Added to, never changed; sensitive values stand here masked.
create table household_change (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  at timestamptz not null,
  account_id uuid,
  subject text not null,
  field text not null,
  old_value text,
  new_value text,
  why text,
  primary key (tenant_id, id)
);
create index household_change_by_household on household_change (tenant_id, household_id, at desc);
call app.guard('household_change', 'area_code', 'organisation_line', 'household_id');
grant select, insert on household_change to bangfu_app;
-- Only the copies of where a family stands may follow its move.
grant update (area_code, organisation_line) on household_change to bangfu_app;

-- Endings of names and addresses, pinyin and initials: a part is found as the beginning of one of them, by a range. Under
-- row security no trigram or LIKE index would serve. There are dozens a family and they are rebuilt with it, so no foreign
-- key is checked for each; whoever removes a family removes its tokens.
create table household_token (
  tenant_id uuid not null,
  token text collate "C" not null,
  household_id uuid not null,
  primary key (tenant_id, token, household_id)
);
create index household_token_by_household on household_token (tenant_id, household_id);
call app.guard('household_token', own => 'household_id');
grant select, insert, delete on household_token to bangfu_app;

-- The running number of files; one row a tenant, so that numbers have no gaps a reader would ask about.
create table file_counter (
  tenant_id uuid primary key,
  last integer not null
);
call app.guard('file_counter');
grant select, insert, update on file_counter to bangfu_app;

-- The scope of this transaction, widened to the whole tenant until it is restored; for the functions below only.
create function app.widen_scope() returns text[] language plpgsql volatile as $$
declare
  before text[] := array[current_setting('app.area_from', true), current_setting('app.area_to', true),
    current_setting('app.line_from', true), current_setting('app.line_to', true), current_setting('app.own_households', true)];
begin
  perform app.restore_scope(array['0', '~', '0', '~', '']);
  return before;
end
$$;
create function app.restore_scope(scope text[]) returns void language sql volatile as $$
  select set_config('app.area_from', coalesce(scope[1], ''), true), set_config('app.area_to', coalesce(scope[2], ''), true),
    set_config('app.line_from', coalesce(scope[3], ''), true), set_config('app.line_to', coalesce(scope[4], ''), true),
    set_config('app.own_households', coalesce(scope[5], ''), true);
$$;
revoke all on function app.widen_scope(), app.restore_scope(text[]) from public;

-- Whether somebody with this identity number is already filed anywhere in the tenant, for an asker who may not see where.
-- Answers one word and nothing else; the caller audits the question. It widens its own view and narrows it again; should it
-- fail between, its transaction has failed. Not by "set" clauses: an owner that is no superuser may not write those.
create function app.filed_elsewhere(number_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  scope text[] := app.widen_scope();
  found_somewhere boolean;
begin
  select exists (select from person p where p.tenant_id = app.tenant() and p.identity_number_hash = number_hash and p.left_on is null)
    into found_somewhere;
  perform app.restore_scope(scope);
  return found_somewhere;
end
$$;
revoke all on function app.filed_elsewhere(bytea) from public;
grant execute on function app.filed_elsewhere(bytea) to bangfu_app;
