-- Names of all areas a tenant knows, for joins in lists: the country's and its own. The view sees what its asker may see.
create view area_name with (security_invoker = true) as
  select code, name from area
  union all
  select code, name from own_area where tenant_id = app.tenant();
grant select on area_name to bangfu_app;
