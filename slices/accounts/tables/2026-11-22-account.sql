-- What belongs to the installation and is read before a tenant is known: these tables carry no row security.
create table tenant (
  id uuid primary key,
  name text not null unique,
  area_code text collate "C" not null,
  created_at timestamptz not null default now()
);

create table account (
  id uuid primary key,
  -- The tenant that invited the person; its administrators look after the account.
  home_tenant_id uuid not null references tenant (id),
  login_name text not null unique,
  display_name text not null,
  password_hash text,
  state text not null default 'invited' check (state in ('invited', 'active', 'locked', 'disabled')),
  created_at timestamptz not null default now()
);

create table membership (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  role text not null,
  area_code text collate "C" not null,
  -- With an organisation the scope is also narrowed to its line; `line` is copied so that signing in needs no tenant scope.
  organisation_id uuid,
  line text collate "C",
  granted_by uuid references account (id),
  granted_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index membership_once on membership (tenant_id, account_id, role, area_code, coalesce(organisation_id, account_id))
  where ended_at is null;
create index membership_by_account on membership (account_id) where ended_at is null;

-- The families a helper may see; pairing grants and revokes.
create table membership_household (
  tenant_id uuid not null,
  membership_id uuid not null references membership (id),
  household_id uuid not null,
  primary key (tenant_id, membership_id, household_id)
);

create table session (
  token_hash bytea primary key,
  id uuid not null unique,
  account_id uuid not null references account (id),
  membership_id uuid references membership (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  address text
);
create index session_by_account on session (account_id);

-- One-time links: invitation, reset of a password, first setup. Only the hash is kept.
create table one_time_link (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('setup', 'password')),
  account_id uuid references account (id),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table sign_in_failure (
  at timestamptz not null,
  login_name_hash bytea not null,
  address text not null
);
create index sign_in_failure_by_time on sign_in_failure (at);

grant select, insert, update on tenant, account, membership, one_time_link to bangfu_app;
grant select, insert, update, delete on session, membership_household, sign_in_failure to bangfu_app;
