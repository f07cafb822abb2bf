-- What every row security policy compares with. The scope of a request is set by SET LOCAL inside its transaction;
-- without a scope the functions answer null or an empty range, so that nothing is visible and nothing can be written.
create schema if not exists app;
grant usage on schema app to bangfu_app;

create function app.tenant() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.tenant', true), '')::uuid;

create function app.area_from() returns text language sql stable parallel safe
  return coalesce(nullif(current_setting('app.area_from', true), ''), '~');
create function app.area_to() returns text language sql stable parallel safe
  return coalesce(current_setting('app.area_to', true), '');

create function app.line_from() returns text language sql stable parallel safe
  return coalesce(nullif(current_setting('app.line_from', true), ''), '~');
create function app.line_to() returns text language sql stable parallel safe
  return coalesce(current_setting('app.line_to', true), '');

-- Null for officers, whom areas and lines bound; the list of families for a helper, who sees only those.
create function app.own_households() returns uuid[] language sql stable parallel safe
  return nullif(current_setting('app.own_households', true), '')::uuid[];

-- Turns row security on for a table, also for its owner, with one plain comparison a column: plain comparisons with
-- stable functions serve indexes and are accepted by Citus; subqueries are not.
create procedure app.guard(guarded regclass, area text default null, line text default null, own text default null)
language plpgsql as $$
declare
  condition text := 'tenant_id = app.tenant()';
begin
  if area is not null then
    condition := condition || format(' and %1$I >= app.area_from() and %1$I < app.area_to()', area);
  end if;
  if line is not null then
    condition := condition || format(' and %1$I >= app.line_from() and %1$I < app.line_to()', line);
  end if;
  if own is not null then
    condition := condition || format(' and (app.own_households() is null or %I = any (app.own_households()))', own);
  end if;
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy scope on %s using (%s) with check (%s)', guarded, condition, condition);
end
$$;

-- The audit trail: the application may add and read, never change. Closing and sealing come from outside.
create table audit_entry (
  tenant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  account_id uuid,
  membership_id uuid,
  event text not null,
  subject_kind text,
  subject_id text,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  -- Facts about the act: counts, field names, reasons; no personal data.
  facts jsonb not null default '{}',
  address text,
  content_hash bytea not null,
  primary key (tenant_id, id)
);
create index audit_entry_by_time on audit_entry (tenant_id, at desc);
create index audit_entry_by_subject on audit_entry (tenant_id, subject_kind, subject_id, at desc);
call app.guard('audit_entry');
grant select, insert on audit_entry to bangfu_app;

-- One effect for a form that is sent twice: the answer of the first is kept beside its key.
create table idempotency_key (
  tenant_id uuid not null,
  key uuid not null,
  account_id uuid not null,
  event text not null,
  fingerprint bytea not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (tenant_id, key)
);
call app.guard('idempotency_key');
grant select, insert, update on idempotency_key to bangfu_app;
