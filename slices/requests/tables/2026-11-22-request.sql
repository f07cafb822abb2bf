-- What a family asks for (诉求): raised in a visit or at a desk, and tracked until it is answered and closed (A-35).
create table request (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  kind text not null check (kind in ('living', 'job', 'medical', 'schooling', 'housing', 'policy', 'legal', 'other')),
  text text not null,
  raised_on date not null,
  due_on date not null,
  -- The visit in which it was said; visits stand above this slice.
  visit_id uuid,
  -- Who answers: the body responsible for the family when it was raised, and the helper who heard it.
  responsible_id uuid not null,
  helper_id uuid,
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  answer text,
  answered_on date,
  closed_on date,
  -- What came of it: done, not possible (with the reason in the answer), taken back by the family.
  outcome text check (outcome in ('done', 'not_possible', 'taken_back')),
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check (due_on >= raised_on),
  check ((state = 'closed') = (closed_on is not null)),
  check (state = 'open' or answer is not null),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade,
  foreign key (tenant_id, responsible_id) references organisation (tenant_id, id),
  foreign key (tenant_id, helper_id) references helper (tenant_id, id)
);
create index request_by_household on request (tenant_id, household_id, raised_on desc);
create index request_open on request (tenant_id, due_on, id) where state <> 'closed';
create index request_by_area on request (tenant_id, area_code, raised_on desc);
create index request_by_visit on request (tenant_id, visit_id) where visit_id is not null;
call app.guard('request', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update on request to bangfu_app;
