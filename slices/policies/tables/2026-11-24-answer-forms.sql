-- An answer stands as its form and the figures of the family. The form says which conditions fail, what is missing, which
-- parameters were read and which version of the policy spoke; it is the same for many families and stands once. Answers
-- with a text of their own, as they were written before, stay as they are until they are computed anew.
alter table shared_answer drop constraint shared_answer_state_check;
alter table shared_answer add check (state in ('eligible', 'not_eligible', 'unknown'));

-- The form by its number in shared_answer, and the figures in the order of their names as a JSON list.
alter table household_result add column form integer, add column figure_values text;
alter table household_result
  alter column reasons drop not null, alter column reasons drop default,
  alter column missing drop not null, alter column missing drop default,
  alter column trace drop not null, alter column trace drop default,
  alter column figures drop not null, alter column figures drop default,
  alter column answers drop not null, alter column answers drop default,
  alter column policy_version drop not null,
  alter column digest drop not null;
alter table household_result add check (form is not null or digest is not null);

-- The figures of answers without a row of their own: {policy: [value, …]}.
alter table household_evaluation add column figure_values text not null default '{}';
