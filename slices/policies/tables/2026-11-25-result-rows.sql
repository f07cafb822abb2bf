-- Answers are written by tens of thousands at once: of 45,000 rows the foreign key to the family cost as much as the rows
-- themselves with their key, and an index that led with the area a third of it.
-- Who takes families away takes their answers first (imports: removeHouseholds) while nobody evaluates; the evaluation of a
-- family still hangs on the family.
alter table household_result drop constraint household_result_tenant_id_household_id_fkey;

-- Families come in the order of their ids, so that this one grows at few places; lists of who is entitled start here.
create index household_result_by_policy on household_result (tenant_id, policy, state, household_id);
drop index household_result_by_state;
-- Dibao is asked for by area (guarantees).
create index household_result_dibao on household_result (tenant_id, state, area_code, household_id) where policy = 'dibao';

-- Room on the page for an amount that becomes another one.
alter table household_result set (fillfactor = 80);
alter table household_evaluation set (fillfactor = 80);

-- What became of an answer is asked by family: one index serves as the key and for asking. Ids are in the order of time.
alter table household_result_change drop constraint household_result_change_pkey;
alter table household_result_change add primary key (tenant_id, household_id, id);
drop index household_result_change_by_household;
