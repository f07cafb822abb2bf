-- A page of a proposal is read as it stands in one of these, instead of sorting all its lines for fifty.
create index proposal_line_by_area on proposal_line (tenant_id, proposal_id, area_code, household_id);
create index proposal_line_by_cost on proposal_line (tenant_id, proposal_id, cost, household_id);
