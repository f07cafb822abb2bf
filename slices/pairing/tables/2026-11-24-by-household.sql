-- A family that is taken away takes its rows here along: without an index each family of an undone import read the table through.
create index proposal_exclusion_by_household on proposal_exclusion (tenant_id, household_id);
create index helper_bar_by_household on helper_bar (tenant_id, household_id);
create index pair_member_by_household on pair_member (tenant_id, household_id);
