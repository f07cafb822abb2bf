-- Changes of answers are written by tens of thousands at once: of a first evaluation of 10,000 families this foreign key was a fifth
-- of what the database computed, as that of household_result was before. No answer is written while families are taken away
-- (lockEvaluation), app.remove_families takes these rows along, and the evaluation of a family, which is written in the same
-- transaction, still hangs on the family.
alter table household_result_change drop constraint household_result_change_tenant_id_household_id_fkey;
