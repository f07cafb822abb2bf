-- Who a work team is made of (A-25), and from when to when it is stationed in its enterprise. area_code is that of the pair.
alter table unit_pair
  add column stationed_from date,
  add column stationed_until date,
  add constraint unit_pair_stationed check (stationed_until >= stationed_from);
create table unit_pair_member (
  tenant_id uuid not null,
  unit_pair_id uuid not null,
  -- The order in which the team names them.
  place smallint not null,
  area_code text collate "C" not null,
  name text not null,
  post text,
  lead boolean not null default false,
  since date not null,
  until date,
  primary key (tenant_id, unit_pair_id, place),
  check (until >= since),
  foreign key (tenant_id, unit_pair_id) references unit_pair (tenant_id, id)
);
-- One leader at a time.
create unique index unit_pair_member_lead on unit_pair_member (tenant_id, unit_pair_id) where lead and until is null;
call app.guard('unit_pair_member', 'area_code');
-- The list is named anew as a whole; whoever left stays in it with the day.
grant select, insert, delete on unit_pair_member to bangfu_app;
