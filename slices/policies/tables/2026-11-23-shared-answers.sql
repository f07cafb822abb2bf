-- Answers that many families have in common, such as that nobody has told a fact yet, stand once; a family's own row says
-- which of them are its own. What somebody is entitled to, and dibao, always stand in household_result.
create table shared_answer (
  tenant_id uuid not null,
  number integer not null check (number > 0),
  policy text collate "C" not null,
  state text not null check (state in ('not_eligible', 'unknown')),
  period text check (period in ('month', 'year', 'season', 'term', 'once')),
  reasons jsonb not null,
  missing text[] not null,
  trace jsonb not null,
  figures jsonb not null,
  answers jsonb not null,
  policy_version text not null,
  digest text not null,
  primary key (tenant_id, number),
  unique (tenant_id, digest)
);
create index shared_answer_by_policy on shared_answer (tenant_id, policy);
call app.guard('shared_answer');
grant select, insert on shared_answer to bangfu_app;

-- {policy: number} of the answers that are shared.
alter table household_evaluation add column shared jsonb not null default '{}';
