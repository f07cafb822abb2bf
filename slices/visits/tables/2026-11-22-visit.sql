-- A visit to a family: a fact that is added and never changed. The device gives the id, so that sending again has one
-- effect; the day is what the visitor says, the time of entry is kept apart (国办函〔2026〕12号: no check-in, no place).
create table visit (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  helper_id uuid,
  -- Who went when it was no helper on file, e.g. a leading cadre with a contact point (B-11, D-05).
  visitor_text text,
  visited_on date not null,
  -- What the device's clock said when it was written down; only told, never compared.
  made_at timestamptz,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null,
  -- living, thinking, difficulties, needs (C-12): short marks and words to each.
  living text[] not null default '{}',
  living_text text,
  thinking text[] not null default '{}',
  thinking_text text,
  difficulties text[] not null default '{}',
  difficulties_text text,
  needs text[] not null default '{}',
  needs_text text,
  -- Handed over at the visit; the same stands in the aid ledger.
  cash_fen bigint check (cash_fen > 0 and cash_fen <= 10000000000000),
  goods jsonb not null default '[]',
  content_hash bytea not null,
  primary key (tenant_id, id),
  check (helper_id is not null or visitor_text is not null),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade,
  foreign key (tenant_id, helper_id) references helper (tenant_id, id)
);
create index visit_by_household on visit (tenant_id, household_id, visited_on desc);
create index visit_by_day on visit (tenant_id, visited_on desc, id);
create index visit_by_area on visit (tenant_id, area_code, visited_on desc);
create index visit_by_helper on visit (tenant_id, helper_id, visited_on desc);
call app.guard('visit', 'area_code', 'organisation_line', 'household_id');
grant select, insert on visit to bangfu_app;
-- Only the copies of where a family stands may follow its move.
grant update (area_code, organisation_line) on visit to bangfu_app;

-- What was promised to a family, until it is kept.
create table promise (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  visit_id uuid not null,
  helper_id uuid,
  text text not null,
  promised_on date not null,
  due_on date not null,
  kept_on date,
  note text,
  primary key (tenant_id, id),
  check (due_on >= promised_on),
  check (kept_on >= promised_on),
  foreign key (tenant_id, visit_id) references visit (tenant_id, id) on delete cascade,
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade,
  foreign key (tenant_id, helper_id) references helper (tenant_id, id)
);
create index promise_by_household on promise (tenant_id, household_id, due_on);
create index promise_open on promise (tenant_id, due_on, id) where kept_on is null;
create index promise_by_visit on promise (tenant_id, visit_id);
call app.guard('promise', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update on promise to bangfu_app;
