-- A family that is taken away takes its rows here along: without an index each family of an undone import read the table through.
create index survey_answer_by_household on survey_answer (tenant_id, household_id) where household_id is not null;
create index survey_exception_by_household on survey_exception (tenant_id, household_id);
