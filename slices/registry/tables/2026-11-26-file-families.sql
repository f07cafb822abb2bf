-- Many families at once (docs/decisions/0021), as before but for one thing: an owner whom no foreign key binds does not look at the
-- tables between families and members, because no plan of a foreign key is asked there.

-- Files what was loaded: families, members, the totals, the cause and the category that stand on a family as its amounts and
-- marks, and a line of the history that says why. Refuses all of them when one lies outside the scope of the transaction, as
-- row security would; answers how many families there were, and empties the tables for the next.
create or replace function app.file_families(account uuid, why text) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  tenant uuid := app.tenant();
  area_from text := app.area_from();
  area_to text := app.area_to();
  line_from text := app.line_from();
  line_to text := app.line_to();
  -- An owner who may not, as on a database server of somebody else, files under row security and foreign keys like everybody.
  unbound boolean := (select rolsuper from pg_roles where rolname = current_user);
  filed integer;
  members integer;
begin
  if (select count(*) from pg_class where oid in (to_regclass('pg_temp.staged_household'), to_regclass('pg_temp.staged_person'))
      and relowner = (select oid from pg_roles where rolname = current_user)) <> 2 then
    raise exception 'app.begin_filing was not asked first';
  end if;
  if tenant is null or app.own_households() is not null or exists (select from pg_temp.staged_household s
      where not (s.area_code collate "C" >= area_from and s.area_code collate "C" < area_to
        and s.organisation_line collate "C" >= line_from and s.organisation_line collate "C" < line_to)) then
    raise insufficient_privilege using message = 'a family lies outside the scope of its transaction';
  end if;
  if unbound then
    -- What a foreign key does for each row: who answers for them is there, and stays until this is committed.
    perform from public.organisation o where o.tenant_id = tenant and o.id in
      (select s.responsible_id from pg_temp.staged_household s union select s.work_unit_id from pg_temp.staged_household s)
      order by o.id for key share;
    if exists (select from
        (select s.responsible_id as id from pg_temp.staged_household s union select s.work_unit_id from pg_temp.staged_household s) r
        where r.id is not null and not exists (select from public.organisation o where o.tenant_id = tenant and o.id = r.id)) then
      raise foreign_key_violation using message = 'a family refers to an organisation that is not there';
    end if;
    set local session_replication_role = replica;
  end if;
  insert into public.household (tenant_id, id, file_number, area_code, responsible_id, organisation_line, responsible_reason,
      work_unit_id, work_unit_text, head_person_id, head_name, head_name_pinyin, size, residence, category, main_cause,
      registered_on, address, annual_income_fen, rigid_expenditure_fen, monthly_per_capita_fen, dwellings, vehicles,
      housing_area_square_decimetres, heating, source_import_id)
    select tenant, s.* from pg_temp.staged_household s;
  get diagnostics filed = row_count;
  if not unbound then
    -- Plans of foreign keys that were made while the table was small would read it through for every member.
    perform app.know_rows(2);
  end if;
  -- Members stand where their family stands; one without a family among these is refused.
  insert into public.person (tenant_id, area_code, organisation_line, joined_on, id, household_id, name, name_pinyin,
      identity_number, identity_number_hash, identity_last_four_hash, phone, phone_hash, phone_last_four_hash, health, sex,
      birth_date, ethnicity, relation, relation_text, disability_grade, school, employment)
    select tenant, h.area_code, h.organisation_line, h.registered_on, s.*
    from pg_temp.staged_person s join pg_temp.staged_household h on h.id = s.household_id;
  get diagnostics members = row_count;
  if members <> (select count(*) from pg_temp.staged_person) then
    raise foreign_key_violation using message = 'a member has no family among those that are filed';
  end if;
  -- Amounts and marks are told apart within their family, so the ids of the family and its head serve for two of each.
  insert into public.household_amount (tenant_id, household_id, id, area_code, organisation_line, side, kind, annual_fen)
    select tenant, s.id, a.id, s.area_code, s.organisation_line, a.side, 'reported_total', a.annual_fen
    from pg_temp.staged_household s, lateral (values (s.id, 'income', s.annual_income_fen),
      (s.head_person_id, 'expenditure', s.rigid_expenditure_fen)) as a (id, side, annual_fen)
    where a.annual_fen is not null;
  insert into public.household_mark (tenant_id, household_id, id, area_code, organisation_line, dimension, code, since)
    select tenant, s.id, m.id, s.area_code, s.organisation_line, m.dimension, m.code, s.registered_on
    from pg_temp.staged_household s, lateral (values (s.id, 'cause', s.main_cause),
      (s.head_person_id, 'category', s.category)) as m (id, dimension, code)
    where m.code is not null;
  insert into public.household_change (tenant_id, household_id, id, area_code, organisation_line, at, account_id, subject,
      field, new_value, why, valid_from)
    select tenant, s.id, s.id, s.area_code, s.organisation_line, date_trunc('milliseconds', now()), account, 'household',
      'registered', s.file_number, why, s.registered_on
    from pg_temp.staged_household s;
  if unbound then
    set local session_replication_role = origin;
  end if;
  perform app.know_rows(2);
  truncate pg_temp.staged_household, pg_temp.staged_person;
  return filed;
end
$$;
revoke all on function app.file_families(uuid, text) from public;
grant execute on function app.file_families(uuid, text) to bangfu_app;
