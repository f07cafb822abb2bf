-- What is done for a family: one plan that stays with it whoever answers for it (一户一策, B-32), and its measures.
create table assistance_plan (
  tenant_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  project text,
  -- Said so by somebody: this family needs no project. Otherwise an empty project is a missing one.
  no_project boolean not null default false,
  goals text,
  target_on date,
  version integer not null default 1,
  updated_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, household_id),
  check (not no_project or project is null),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade
);
call app.guard('assistance_plan', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update on assistance_plan to bangfu_app;

create table plan_measure (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  -- The five gifts (五送, B-14), policies and whatever else.
  kind text not null check (kind in ('post', 'information', 'skill', 'money', 'service', 'policy', 'other')),
  text text not null,
  due_on date not null,
  helper_id uuid,
  done_on date,
  result text,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check (result is null or done_on is not null),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade,
  foreign key (tenant_id, helper_id) references helper (tenant_id, id)
);
create index plan_measure_by_household on plan_measure (tenant_id, household_id, due_on);
create index plan_measure_by_helper on plan_measure (tenant_id, helper_id) where helper_id is not null;
call app.guard('plan_measure', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on plan_measure to bangfu_app;

-- Pairs for a long term with a day on which it is to be renewed (D-13); who else stands in which role.
alter table pair
  add column term_until date,
  drop constraint pair_stated_kind_check,
  add constraint pair_stated_kind_check check (stated_kind in
    ('one_to_one', 'one_to_many', 'two_to_one', 'many_to_one', 'unit_to_one', 'hand_in_hand'));
alter table pair_member
  drop constraint pair_member_role_check,
  add constraint pair_member_role_check check (role in ('lead', 'second', 'further'));

create table pair_renewal (
  tenant_id uuid not null,
  id uuid not null,
  pair_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  -- The day until which it had been agreed, null for an open term, and the new one.
  before date,
  until date not null,
  note text,
  agreed_by uuid not null,
  agreed_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, pair_id) references pair (tenant_id, id) on delete cascade
);
create index pair_renewal_by_pair on pair_renewal (tenant_id, pair_id, agreed_at);
call app.guard('pair_renewal', 'area_code', 'organisation_line', 'household_id');
grant select, insert on pair_renewal to bangfu_app;
grant update (area_code, organisation_line) on pair_renewal to bangfu_app;

-- A family handed over from one helper to another: until it is accepted the old one stays responsible, so that nobody is
-- lost between the two; a refusal is kept with its reason.
create table hand_over (
  tenant_id uuid not null,
  id uuid not null,
  pair_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  from_helper_id uuid not null,
  to_helper_id uuid not null,
  reason text not null,
  note text,
  state text not null default 'asked' check (state in ('asked', 'accepted', 'refused', 'withdrawn')),
  answer_due_on date not null,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  answered_by uuid,
  answered_at timestamptz,
  answer_note text,
  new_pair_id uuid,
  primary key (tenant_id, id),
  check ((state = 'accepted') = (new_pair_id is not null)),
  check (from_helper_id <> to_helper_id),
  foreign key (tenant_id, pair_id) references pair (tenant_id, id) on delete cascade,
  foreign key (tenant_id, from_helper_id) references helper (tenant_id, id),
  foreign key (tenant_id, to_helper_id) references helper (tenant_id, id)
);
create unique index hand_over_open on hand_over (tenant_id, pair_id) where state = 'asked';
create index hand_over_by_time on hand_over (tenant_id, asked_at desc);
create index hand_over_by_household on hand_over (tenant_id, household_id);
call app.guard('hand_over', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update on hand_over to bangfu_app;
