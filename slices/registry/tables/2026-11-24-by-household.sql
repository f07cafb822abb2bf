-- Amounts, marks and lines of the history are asked for by their household only, so their primary keys lead with it: one
-- index a row less to write for the first and the last, and marks, which had none by household, are no longer read through.
alter table household_amount drop constraint household_amount_pkey, add primary key (tenant_id, household_id, id);
drop index household_amount_by_household;
alter table household_mark drop constraint household_mark_pkey, add primary key (tenant_id, household_id, id);
alter table household_change drop constraint household_change_pkey, add primary key (tenant_id, household_id, at, id);
drop index household_change_by_household;
