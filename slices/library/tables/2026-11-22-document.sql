-- Documents that policies rest upon, from the centre to the county, each with the one that it implements (B-29).
create table library_document (
  tenant_id uuid not null,
  id uuid not null,
  -- As it is printed on the document; some have none.
  number text,
  title text not null check (length(title) between 1 and 200),
  issuer text,
  issued_on date not null,
  level text not null check (level in ('centre', 'province', 'prefecture', 'county')),
  -- Where it holds: 000000 the country, then province, prefecture or county.
  region text collate "C" not null check (region ~ '^\d{6}$'),
  implements_id uuid,
  -- The level whose every area has to pass a measure of its own; null where none is asked for.
  needs text check (needs in ('prefecture', 'county')),
  summary text,
  -- Policies of the program that name it as their basis.
  policies text[] not null default '{}',
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, implements_id) references library_document (tenant_id, id),
  check (implements_id <> id)
);
create unique index library_document_once on library_document (tenant_id, title, region);
create index library_document_by_parent on library_document (tenant_id, implements_id) where implements_id is not null;
call app.guard('library_document');
grant select, insert, update, delete on library_document to bangfu_app;
