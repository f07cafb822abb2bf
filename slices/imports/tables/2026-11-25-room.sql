-- Every row of a committed import gets its subject, all within one transaction that can free no room on the way: a page half
-- full takes the second version of all its rows, a fifth left free took it of one in four and wrote the indexes of the others.
alter table import_row set (fillfactor = 45);
