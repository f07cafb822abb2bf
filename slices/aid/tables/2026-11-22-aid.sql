-- The one ledger of all aid: every kind ends as lines here, registered the same way. A line is never changed; a mistake is
-- taken back by a line that reverses it, at most one for each.
create table aid_line (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  person_id uuid,
  given_on date not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  kind text not null,
  -- The five fields of help (C-02) and relief or capacity (A-42), fixed when the line is written.
  field smallint not null check (field between 1 and 5),
  mode text not null check (mode in ('relief', 'capacity')),
  source text not null,
  giver_organisation_id uuid,
  giver_helper_id uuid,
  giver_text text,
  -- Cash in fen. Goods have item, quantity and, when valued, value_fen: never added to cash without its label (B-41).
  amount_fen bigint check (amount_fen between -10000000000000 and 10000000000000 and amount_fen <> 0),
  item text,
  quantity numeric(12, 3),
  unit text,
  value_fen bigint check (value_fen between -10000000000000 and 10000000000000),
  proof text,
  note text,
  visit_id uuid,
  aid_list_id uuid,
  reverses_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, reverses_id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  foreign key (tenant_id, reverses_id) references aid_line (tenant_id, id),
  foreign key (tenant_id, giver_organisation_id) references organisation (tenant_id, id),
  check (amount_fen is not null or item is not null or mode = 'capacity' or field in (2, 4)),
  check ((item is null) = (quantity is null))
);
create index aid_line_by_household on aid_line (tenant_id, household_id, given_on desc);
create index aid_line_by_day on aid_line (tenant_id, given_on desc, id);
create index aid_line_by_area on aid_line (tenant_id, area_code, given_on desc);
create index aid_line_by_giver on aid_line (tenant_id, giver_organisation_id) where giver_organisation_id is not null;
create index aid_line_by_list on aid_line (tenant_id, aid_list_id) where aid_list_id is not null;
call app.guard('aid_line', 'area_code', 'organisation_line', 'household_id');
grant select, insert on aid_line to bangfu_app;
grant update (area_code, organisation_line) on aid_line to bangfu_app;

-- A list of families that are to receive something before a day: a festival or any other (D-04, A-03).
create table aid_list (
  tenant_id uuid not null,
  id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  name text not null,
  festival text not null,
  festival_day date not null,
  -- Everybody must have received on or before this day.
  due_on date not null,
  kind text not null check (kind in ('comfort_grant', 'comfort_goods')),
  amount_fen bigint check (amount_fen > 0),
  item text,
  quantity numeric(12, 3) check (quantity > 0),
  unit text,
  source text not null,
  giver_organisation_id uuid,
  state text not null default 'open' check (state in ('open', 'closed')),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, name),
  foreign key (tenant_id, giver_organisation_id) references organisation (tenant_id, id),
  check ((kind = 'comfort_grant') = (amount_fen is not null)),
  check ((kind = 'comfort_goods') = (item is not null and quantity is not null))
);
-- A city's list is worked off by its counties: lists are seen in the whole tenant, the families on them only in scope.
call app.guard('aid_list');
grant select, insert, update on aid_list to bangfu_app;

create table aid_list_entry (
  tenant_id uuid not null,
  aid_list_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  state text not null default 'planned' check (state in ('planned', 'received', 'excepted')),
  received_on date,
  -- Who signed: the head, or somebody for the family with the relation.
  received_by text,
  relation text,
  receipt text,
  exception_reason text,
  aid_line_id uuid,
  primary key (tenant_id, aid_list_id, household_id),
  foreign key (tenant_id, aid_list_id) references aid_list (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  foreign key (tenant_id, aid_line_id) references aid_line (tenant_id, id),
  check ((state = 'received') = (aid_line_id is not null)),
  check ((state = 'excepted') = (exception_reason is not null))
);
create index aid_list_entry_by_household on aid_list_entry (tenant_id, household_id);
create index aid_list_entry_by_state on aid_list_entry (tenant_id, aid_list_id, state, area_code);
call app.guard('aid_list_entry', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on aid_list_entry to bangfu_app;
