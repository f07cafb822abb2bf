-- Hand in hand may be with one member of a family, a student above all (D-13): whom of it a helper stands by in particular.
alter table pair_member
  add column person_id uuid,
  add constraint pair_member_person foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade;
create index pair_member_by_person on pair_member (tenant_id, person_id) where person_id is not null;
