-- Who was refused what: a few rows among millions of acts that were done.
create index audit_entry_by_outcome on audit_entry (tenant_id, outcome, at desc) where outcome <> 'done';
