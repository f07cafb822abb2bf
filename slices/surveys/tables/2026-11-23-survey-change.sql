-- A survey belongs to everybody who asks in it: who works in a county sees the survey of its prefecture, its families are
-- still those of the own area. Only who stands above all of it may begin, change or sign it.
drop policy scope on survey;
create policy scope on survey using (tenant_id = app.tenant())
  with check (tenant_id = app.tenant() and area_code >= app.area_from() and area_code < app.area_to()
    and organisation_line >= app.line_from() and organisation_line < app.line_to());

-- Families that were found and are not on file: what is needed to open a file later. Sealed like in the register.
alter table survey_answer
  add column size smallint check (size between 1 and 30),
  add column identity_number bytea,
  add column phone bytea;
alter table survey_answer drop constraint survey_answer_source_check;
alter table survey_answer add constraint survey_answer_source_check check (source in ('page', 'sheet', 'phone'));
create index survey_answer_found on survey_answer (tenant_id, survey_id, area_code, id) where household_id is null;

-- What a family answered about a fact of its file and what differs from it: looked through, then written into the file
-- with its day and the survey as its source, or left. One line a family and fact; a new answer takes the place of one
-- that nobody has decided on.
create table survey_change (
  tenant_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  fact text not null,
  -- Fen, digits, codes or text as the register holds them; null where the fact is sealed.
  value text,
  sealed bytea,
  -- What stood in the file when the answer was entered, masked where it is sealed.
  before text,
  asked_on date not null,
  state text not null default 'open' check (state in ('open', 'taken', 'declined')),
  decided_by uuid,
  decided_at timestamptz,
  why text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, survey_id) references survey (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade,
  check ((value is null) <> (sealed is null))
);
create unique index survey_change_once on survey_change (tenant_id, survey_id, household_id, fact) where state = 'open';
create index survey_change_by_state on survey_change (tenant_id, survey_id, state, area_code, id);
create index survey_change_by_household on survey_change (tenant_id, household_id);
call app.guard('survey_change', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on survey_change to bangfu_app;
