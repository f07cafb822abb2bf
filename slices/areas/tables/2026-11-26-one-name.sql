-- A code has one name: a village that a tenant added before the country's list had it would otherwise stand twice in every
-- list that joins names, and be counted twice.
create or replace view area_name with (security_invoker = true) as
  select code, name from area
  union all
  select o.code, o.name from own_area o
  where o.tenant_id = app.tenant() and not exists (select from area a where a.code = o.code);
