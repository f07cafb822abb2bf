-- What a family is found by: its names and its address, and the pinyin and initials of its names, each word behind a bar.
create table household_words (
  tenant_id uuid not null,
  household_id uuid not null,
  words text collate "C" not null,
  latin text collate "C" not null,
  primary key (tenant_id, household_id)
);
call app.guard('household_words', own => 'household_id');
grant select, insert, update, delete on household_words to bangfu_app;

-- Which families stand under a part of a name, the beginning of pinyin, a pair in an address. Families that come together
-- stand together, so that a key costs a row for many of them; it only brings families together, and who may see them and
-- which are meant is said by `household` and `household_words`. No foreign key: families that went are found nowhere else.
create table search_key (
  tenant_id uuid not null,
  key text collate "C" not null,
  id uuid not null,
  households uuid[] not null,
  -- The import that filed them all; null for families written one by one.
  import_id uuid,
  primary key (tenant_id, key, id)
);
call app.guard('search_key');
grant select, insert, delete on search_key to bangfu_app;

-- Families on file. Initials are known only from the words they were found by until now.
insert into household_words (tenant_id, household_id, words, latin)
select h.tenant_id, h.id,
  coalesce((select string_agg('|' || n.name, '' order by n.first) from (
     select regexp_replace(lower(normalize(p.name, NFKC)), '[\s|@]+', '', 'g') as name, min(p.id::text) as first
     from person p where p.tenant_id = h.tenant_id and p.household_id = h.id and p.left_on is null group by 1) n where n.name <> ''), '')
    || coalesce('|@' || nullif(regexp_replace(lower(normalize(h.address, NFKC)), '[\s|@]+', '', 'g'), ''), ''),
  coalesce((select string_agg('|' || k.token, '' order by k.token) from household_token k
     where k.tenant_id = h.tenant_id and k.household_id = h.id and k.token ~ '^[a-z]+$'), '')
from household h;

insert into search_key (tenant_id, key, id, households)
select s.tenant_id, s.key, gen_random_uuid(), array_agg(s.household_id) from (
  select k.*, (row_number() over (partition by k.tenant_id, k.key order by k.household_id) - 1) / 100 as part from (
    select distinct t.tenant_id, t.household_id, t.key from (
      select w.tenant_id, w.household_id, substr(n.name, at, length) as key
      from household_words w, regexp_split_to_table(w.words, '\|') as n (name), generate_series(1, char_length(n.name)) as at,
        generate_series(1, 3) as length
      where n.name not like '@%' and at + length - 1 <= char_length(n.name)
      union all
      select w.tenant_id, w.household_id, '~' || left(n.name, length)
      from household_words w, regexp_split_to_table(w.latin, '\|') as n (name), unnest(array[2, 3, 4, 6, 8]) as length
      where char_length(n.name) >= length
      union all
      select u.tenant_id, u.household_id, '@' || k.key from (
        select w.tenant_id, w.household_id, m.unit[1] as unit, lead(m.unit[1]) over (partition by w.tenant_id, w.household_id order by m.at) as next
        from household_words w, regexp_matches(substr(w.words, strpos(w.words, '|@') + 2), '[0-9]+|[^0-9]', 'g') with ordinality as m (unit, at)
        where strpos(w.words, '|@') > 0) u,
        lateral (values (case when u.unit !~ '^[0-9]' then u.unit end), (u.unit || u.next)) as k (key)
      where k.key is not null) t) k) s
group by s.tenant_id, s.key, s.part;

drop table household_token;
