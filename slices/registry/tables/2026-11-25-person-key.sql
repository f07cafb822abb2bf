-- Keys that bring together people who could be one, one row a person instead of one a key: a third of the writing and of
-- the space. All are keyed hashes made outside the database; the keys on file until now do not say which part they are
-- of, so they go, and the search of the next night writes everybody's anew.
drop table person_key;
create table person_key (
  tenant_id uuid not null,
  person_id uuid not null,
  -- Birth day and first letter in the upper 40 bits, the sound of the whole name in the lower 24: one index serves both
  -- the wide question (a range) and the narrow one (the very key).
  birth_key bigint,
  -- Area and order of the identity number with the sound of the name: finds another birth.
  number_key bigint,
  -- Phone and first letter.
  phone_key bigint,
  -- The home of a head with the sound of the name.
  home_key bigint,
  primary key (tenant_id, person_id)
);
create index person_key_by_birth on person_key (tenant_id, birth_key) where birth_key is not null;
create index person_key_by_number on person_key (tenant_id, number_key) where number_key is not null;
create index person_key_by_phone on person_key (tenant_id, phone_key) where phone_key is not null;
create index person_key_by_home on person_key (tenant_id, home_key) where home_key is not null;
call app.guard('person_key');
grant select, insert, update, delete on person_key to bangfu_app;
