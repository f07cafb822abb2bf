-- A search through everybody tells how far it is, and can be stopped: an ended one is heard of by the queue at its next portion.
alter table match_run add column step text not null default 'pairs' check (step in ('keys', 'pairs'));
alter table match_run add column total integer not null default 0;
alter table match_run add column cancelled boolean not null default false;
