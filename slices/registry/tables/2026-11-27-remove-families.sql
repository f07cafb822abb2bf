-- What became of answers hangs on no family by a foreign key any more (policies, 2026-11-27-result-change.sql): it is taken away with
-- the other rows that have none. Everything else is as it was; who may call the function stays too.

-- Removes the families that an import filed, as far as the scope of the transaction reaches, with what stands on them, and
-- keeps what was known of them and that it is known no longer. Answers how many there were.
create or replace function app.remove_families(import uuid, known timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  tenant uuid := app.tenant();
  -- An owner who may not, as on a database server of somebody else, removes under row security and foreign keys like everybody.
  unbound boolean := (select rolsuper from pg_roles where rolname = current_user);
  reference record;
  found_one boolean;
  removed integer;
begin
  if tenant is null or app.own_households() is not null then
    raise insufficient_privilege using message = 'families are removed by officers only';
  end if;
  -- Held until the end: whoever is about to write something about one of them waits, and then finds it gone.
  create temporary table gone_household on commit drop as
    select h.id, h.area_code, h.organisation_line from public.household h
    where h.tenant_id = tenant and h.source_import_id = import
      and h.area_code >= app.area_from() and h.area_code < app.area_to()
      and h.organisation_line >= app.line_from() and h.organisation_line < app.line_to()
    order by h.id for update;
  create temporary table gone_person on commit drop as
    select p.id, p.household_id from public.person p
    where p.tenant_id = tenant and p.household_id in (select g.id from pg_temp.gone_household g)
    for update;
  analyze pg_temp.gone_household, pg_temp.gone_person;
  -- What was known of them, family by family in the order of their ids: gathered first, it would not fit into memory.
  insert into public.household_version (tenant_id, id, household_id, area_code, organisation_line, version, valid_from, known_from, facts)
    select tenant, h.id, h.id, h.area_code, h.organisation_line, h.version, coalesce(h.valid_from, h.registered_on),
      coalesce(h.known_from, h.created_at), jsonb_build_object('household', to_jsonb(h),
        'people', (select coalesce(jsonb_agg(to_jsonb(p) order by p.id), '[]') from public.person p
          where p.tenant_id = tenant and p.household_id = h.id),
        'amounts', (select coalesce(jsonb_agg(to_jsonb(a) order by a.id), '[]') from public.household_amount a
          where a.tenant_id = tenant and a.household_id = h.id),
        'marks', (select coalesce(jsonb_agg(to_jsonb(m) order by m.id), '[]') from public.household_mark m
          where m.tenant_id = tenant and m.household_id = h.id))
    from pg_temp.gone_household g join public.household h on h.tenant_id = tenant and h.id = g.id;
  -- From now on they are known to be gone. A family is removed once: its id and that of its head serve for the two statements.
  insert into public.household_version (tenant_id, id, household_id, area_code, organisation_line, version, valid_from, known_from, facts)
    select tenant, h.head_person_id, h.id, h.area_code, h.organisation_line, h.version + 1, coalesce(h.valid_from, h.registered_on),
      greatest(coalesce(h.known_from, h.created_at), known), jsonb_build_object('household', to_jsonb(h) || '{"status": "removed"}',
        'people', '[]'::jsonb, 'amounts', '[]'::jsonb, 'marks', '[]'::jsonb)
    from pg_temp.gone_household g join public.household h on h.tenant_id = tenant and h.id = g.id;
  -- Keys that bring duplicates together and open questions about these people; what stands on a family without a foreign key.
  delete from public.person_key k using pg_temp.gone_person p where k.tenant_id = tenant and k.person_id = p.id;
  delete from public.duplicate_pair d using pg_temp.gone_person p where d.tenant_id = tenant and d.low_id = p.id and d.state = 'open';
  delete from public.duplicate_pair d using pg_temp.gone_person p where d.tenant_id = tenant and d.high_id = p.id and d.state = 'open';
  delete from public.household_words w using pg_temp.gone_household g where w.tenant_id = tenant and w.household_id = g.id;
  delete from public.search_key k where k.tenant_id = tenant and k.import_id = import;
  delete from public.household_result_change c using pg_temp.gone_household g where c.tenant_id = tenant and c.household_id = g.id;
  -- Every table that refers to families or their members by a foreign key. Rows that go with their family and that nothing
  -- else refers to are taken away together. Whatever else is found, a table that others refer to in their turn or one that
  -- holds its family fast, is left to the foreign keys, which cascade or refuse family by family.
  for reference in
    select c.conrelid::regclass as child, c.confrelid = 'public.person'::regclass as of_person,
      (select a.attname from pg_attribute a where a.attrelid = c.conrelid and a.attnum = c.conkey[2]) as named,
      c.confdeltype = 'c' and not exists (select from pg_constraint d where d.contype = 'f' and d.confrelid = c.conrelid) as simple
    from pg_constraint c
    where c.contype = 'f' and c.confrelid in ('public.household'::regclass, 'public.person'::regclass)
      and c.conrelid <> 'public.person'::regclass
    order by 2, 1
  loop
    if reference.simple then
      execute format('delete from %s x using pg_temp.%I g where x.tenant_id = $1 and x.%I = g.id', reference.child,
        case when reference.of_person then 'gone_person' else 'gone_household' end, reference.named) using tenant;
    else
      execute format('select exists (select from %s x join pg_temp.%I g on g.id = x.%I where x.tenant_id = $1)', reference.child,
        case when reference.of_person then 'gone_person' else 'gone_household' end, reference.named) into found_one using tenant;
      unbound := unbound and not found_one;
    end if;
  end loop;
  if unbound then
    set local session_replication_role = replica;
  end if;
  delete from public.person p using pg_temp.gone_person g where p.tenant_id = tenant and p.id = g.id;
  delete from public.household h using pg_temp.gone_household g where h.tenant_id = tenant and h.id = g.id;
  get diagnostics removed = row_count;
  if unbound then
    set local session_replication_role = origin;
  end if;
  drop table pg_temp.gone_household, pg_temp.gone_person;
  return removed;
end
$$;
