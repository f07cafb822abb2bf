-- Helpers of every kind (B-10, B-14, D-13). A helper needs no account; with one, its families are granted to it.
create table helper (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('cadre', 'leading_cadre', 'unit', 'enterprise', 'party_branch', 'party_group', 'several',
    'model_worker', 'entrepreneur', 'self_employed', 'democratic_party', 'volunteer')),
  name text not null,
  name_pinyin text not null,
  -- Another name the helper goes by in rosters.
  alias text,
  post text,
  organisation_id uuid,
  -- The unit as a roster wrote it, while no organisation of that name is on file.
  organisation_text text,
  phone bytea,
  phone_hash bytea,
  phone_last_four_hash bytea,
  area_code text collate "C" not null,
  skill_text text,
  -- Codes found in the text, for the matching.
  skills text[] not null default '{}',
  capacity smallint not null default 1 check (capacity between 1 and 20),
  membership_id uuid,
  state text not null default 'active' check (state in ('active', 'retired')),
  retired_on date,
  retired_reason text,
  source_import_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check ((state = 'retired') = (retired_on is not null)),
  foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
create unique index helper_membership on helper (tenant_id, membership_id) where membership_id is not null;
create index helper_by_area on helper (tenant_id, area_code, name_pinyin, id);
create index helper_by_name on helper (tenant_id, name);
create index helper_by_unit on helper (tenant_id, organisation_id) where organisation_id is not null;
create index helper_by_phone on helper (tenant_id, phone_hash) where phone_hash is not null;
create index helper_by_import on helper (tenant_id, source_import_id) where source_import_id is not null;
-- Who helps is no secret among officers: a municipal cadre helps families of every county. Phones are sealed. Added and
-- changed are helpers only by those in whose area they stand.
call app.guard('helper');
create policy added_in_own_area on helper as restrictive for insert
  with check (area_code >= app.area_from() and area_code < app.area_to());
create policy changed_in_own_area on helper as restrictive for update
  using (area_code >= app.area_from() and area_code < app.area_to())
  with check (area_code >= app.area_from() and area_code < app.area_to());
create policy removed_in_own_area on helper as restrictive for delete
  using (area_code >= app.area_from() and area_code < app.area_to());
-- Removed is a helper only when the import that brought it is undone.
grant select, insert, update, delete on helper to bangfu_app;

-- How many families a helper has now, as lead or further helper. Kept beside the helper because one officer sees only the
-- pairs of one area, and capacity is about all of them; one guarded update here is lock, check and count at once.
create table helper_load (
  tenant_id uuid not null,
  helper_id uuid not null,
  families smallint not null default 0 check (families >= 0),
  primary key (tenant_id, helper_id),
  foreign key (tenant_id, helper_id) references helper (tenant_id, id) on delete cascade
);
call app.guard('helper_load');
grant select, insert, update on helper_load to bangfu_app;

-- A proposal: pairs found by the matching for the families of an area that have none; pairs exist only after acceptance.
create table proposal (
  tenant_id uuid not null,
  id uuid not null,
  area_code text collate "C" not null,
  state text not null check (state in ('running', 'ready', 'failed', 'accepted', 'discarded')),
  -- What the run is doing, and how much of it is done in hundredths.
  stage text not null default 'waiting',
  done_percent smallint not null default 0 check (done_percent between 0 and 100),
  -- The sentence of a failed run in both languages.
  failure jsonb,
  seed integer not null,
  total_cost bigint,
  households integer,
  served integer,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  decided_by uuid,
  decided_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id)
);
create index proposal_by_time on proposal (tenant_id, created_at desc);
call app.guard('proposal', 'area_code');
grant select, insert, update on proposal to bangfu_app;

create table proposal_line (
  tenant_id uuid not null,
  proposal_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  -- Null where nobody could be found; `unserved` says why.
  helper_id uuid,
  cost integer,
  -- What speaks for and against this helper: [{ "rule", "fact", "cost" }], put into words by the page.
  why jsonb not null default '[]',
  unserved text,
  state text not null default 'proposed' check (state in ('proposed', 'by_hand', 'dropped', 'unserved')),
  primary key (tenant_id, proposal_id, household_id),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade,
  foreign key (tenant_id, helper_id) references helper (tenant_id, id)
);
create index proposal_line_by_household on proposal_line (tenant_id, household_id);
call app.guard('proposal_line', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on proposal_line to bangfu_app;

-- A pair (对子): one household with its lead helper; further helpers are its members.
create table pair (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  helper_id uuid not null,
  -- Stated where somebody said so; otherwise it follows from who helps whom.
  stated_kind text check (stated_kind in ('one_to_one', 'one_to_many', 'many_to_one', 'unit_to_one')),
  -- The unit that stands for the pair in unit:1.
  organisation_id uuid,
  -- Live members besides the lead.
  further smallint not null default 0 check (further between 0 and 50),
  since date not null,
  until date,
  end_reason text check (end_reason in ('graduated', 'withdrawn', 'moved', 'helper_retired', 'helper_moved', 'lead_changed', 'mistake', 'other')),
  end_note text,
  -- The pair before it when the lead was changed: the chain of who answered for a family.
  previous_pair_id uuid,
  proposal_id uuid,
  source_import_id uuid,
  -- Copied from the visits, so that the list of pairs can say how long nobody has been there.
  last_visited_on date,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check ((until is null) = (end_reason is null)),
  check (until >= since),
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade,
  foreign key (tenant_id, helper_id) references helper (tenant_id, id),
  foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
-- At most one live pair a family, whoever pairs it at the same moment.
create unique index pair_live on pair (tenant_id, household_id) where until is null;
create index pair_by_household on pair (tenant_id, household_id, since);
create index pair_by_helper on pair (tenant_id, helper_id);
create index pair_by_area on pair (tenant_id, area_code, id) where until is null;
create index pair_by_import on pair (tenant_id, source_import_id) where source_import_id is not null;
call app.guard('pair', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on pair to bangfu_app;

create table pair_member (
  tenant_id uuid not null,
  id uuid not null,
  pair_id uuid not null,
  household_id uuid not null,
  area_code text collate "C" not null,
  organisation_line text collate "C" not null,
  helper_id uuid not null,
  role text not null check (role in ('lead', 'further')),
  since date not null,
  until date,
  end_reason text,
  primary key (tenant_id, id),
  check (until >= since),
  foreign key (tenant_id, pair_id) references pair (tenant_id, id) on delete cascade,
  foreign key (tenant_id, household_id) references household (tenant_id, id) on delete cascade,
  foreign key (tenant_id, helper_id) references helper (tenant_id, id)
);
create unique index pair_member_live on pair_member (tenant_id, household_id, helper_id) where until is null;
create unique index pair_member_lead on pair_member (tenant_id, household_id) where until is null and role = 'lead';
create index pair_member_by_pair on pair_member (tenant_id, pair_id);
create index pair_member_by_helper on pair_member (tenant_id, helper_id) where until is null;
call app.guard('pair_member', 'area_code', 'organisation_line', 'household_id');
grant select, insert, update, delete on pair_member to bangfu_app;
