-- Blank forms of other offices, what was learned of their headings, and the files that were filled. Both files are
-- sealed: a form may already bear names, a filled one is full of them.
create table form_template (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  file_name text not null,
  file_hash bytea not null,
  file bytea not null,
  state text not null check (state in ('reading', 'unreadable', 'ready')),
  -- The sentence of an unreadable file, in both languages.
  problem jsonb,
  -- What the form asks for, as it was last recognised.
  reading jsonb,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check ((state = 'ready') = (reading is not null))
);
create index form_template_by_time on form_template (tenant_id, created_at desc);
create index form_template_by_hash on form_template (tenant_id, file_hash);
-- A blank form says nothing about families: the whole tenant shares it, and only its headings are ever shown.
call app.guard('form_template');
grant select, insert, update on form_template to bangfu_app;

-- Which fact a heading asks for, as somebody of this organisation chose it; the empty organisation is the tenant's own.
create table form_heading (
  tenant_id uuid not null,
  organisation_line text collate "C" not null,
  heading text collate "C" not null,
  -- Null: the column is left blank.
  field text,
  chosen_by uuid not null,
  chosen_at timestamptz not null default now(),
  primary key (tenant_id, organisation_line, heading)
);
call app.guard('form_heading');
grant select, insert, update on form_heading to bangfu_app;

create table form_filling (
  tenant_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  state text not null check (state in ('waiting', 'filling', 'done', 'failed')),
  problem jsonb,
  -- Which families, and why their data leave the product.
  selection jsonb not null,
  purpose text not null,
  full_numbers boolean not null,
  households integer not null default 0,
  done integer not null default 0,
  -- Headings and counts; families by id only.
  gaps jsonb not null default '[]',
  file_name text,
  -- Taken away some days later.
  file bytea,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, form_id) references form_template (tenant_id, id)
);
create index form_filling_by_form on form_filling (tenant_id, form_id, created_at desc);
create index form_filling_by_time on form_filling (tenant_id, created_at) where file is not null;
-- Filled within the scope of one officer and answered to nobody else.
call app.guard('form_filling');
grant select, insert, update on form_filling to bangfu_app;
