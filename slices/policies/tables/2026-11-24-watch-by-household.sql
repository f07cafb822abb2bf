-- A family that is taken away takes its rows here along: without an index each family of an undone import read the table through.
create index graduation_watch_by_household on graduation_watch (tenant_id, household_id);
