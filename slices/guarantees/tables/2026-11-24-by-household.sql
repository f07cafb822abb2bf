-- A family that is taken away takes its rows here along: without an index each family of an undone import read the table through.
create index guarantee_exception_by_household on guarantee_exception (tenant_id, household_id);
