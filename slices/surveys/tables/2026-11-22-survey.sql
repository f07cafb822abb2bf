-- A survey of every family of an area (A-02, B-31): its form in versions, who asks where, what was answered, who could not
-- be asked and why, what is needed, and at sign-off a frozen picture to compare with later.
create table survey (
  tenant_id uuid not null,
  id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  name text not null,
  purpose text,
  -- {facts: keys of the catalogue, questions: [{key, text, kind, choices}]}.
  form jsonb not null,
  form_version integer not null default 1,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  state text not null default 'open' check (state in ('open', 'signed')),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  signed_at timestamptz,
  signed_by uuid,
  sign_note text,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
call app.guard('survey', 'area_code', 'organisation_line');
grant select, insert, update on survey to bangfu_app;

-- Who asks where: an area, or the families of a unit.
create table survey_task (
  tenant_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  area_code text collate "C" not null,
  organisation_id uuid,
  surveyor text not null,
  due_on date not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, survey_id) references survey (tenant_id, id),
  foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
create index survey_task_by_survey on survey_task (tenant_id, survey_id, area_code);
call app.guard('survey_task', 'area_code');
grant select, insert, delete on survey_task to bangfu_app;

create table survey_answer (
  tenant_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  -- Null for a family that was found and is not on file yet.
  household_id uuid,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  name text not null,
  address text,
  answers jsonb not null,
  note text,
  asked_on date not null,
  source text not null check (source in ('page', 'sheet')),
  form_version integer not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, survey_id) references survey (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
create unique index survey_answer_once on survey_answer (tenant_id, survey_id, household_id) where household_id is not null;
call app.guard('survey_answer', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update on survey_answer to bangfu_app;

-- A family that could not be asked, with the named reason: it counts as accounted for, not as surveyed.
create table survey_exception (
  tenant_id uuid not null,
  survey_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  reason text not null check (reason in ('away', 'refused', 'moved', 'died', 'not_found', 'other')),
  note text,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  primary key (tenant_id, survey_id, household_id),
  foreign key (tenant_id, survey_id) references survey (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
call app.guard('survey_exception', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on survey_exception to bangfu_app;

-- What a family needs, by item and quantity (D-03).
create table survey_need (
  tenant_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  answer_id uuid not null,
  household_id uuid,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  item text not null,
  quantity numeric(12, 2) not null check (quantity > 0),
  unit text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, answer_id) references survey_answer (tenant_id, id) on delete cascade
);
create index survey_need_by_survey on survey_need (tenant_id, survey_id, item, unit);
create index survey_need_by_answer on survey_need (tenant_id, answer_id);
call app.guard('survey_need', 'area_code', 'organisation_line');
grant select, insert, update, delete on survey_need to bangfu_app;

-- The frozen picture at sign-off: the family as it was, what it answered. Written once, never changed.
create table survey_baseline (
  tenant_id uuid not null,
  survey_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  outcome text not null check (outcome in ('surveyed', 'excepted')),
  facts jsonb not null,
  answers jsonb,
  primary key (tenant_id, survey_id, household_id)
);
call app.guard('survey_baseline', 'area_code', 'organisation_line', 'household_id');
grant select, insert on survey_baseline to bangfu_app;
grant update (area_code, organisation_line) on survey_baseline to bangfu_app;
