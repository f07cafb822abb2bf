-- Target groups of relief (A-08) stand beside causes and categories: several at once, each with its evidence and its dates.
alter table household_mark drop constraint household_mark_dimension_check;
alter table household_mark add constraint household_mark_dimension_check check (dimension in ('cause', 'category', 'group'));
