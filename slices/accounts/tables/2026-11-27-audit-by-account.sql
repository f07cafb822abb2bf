-- What one person did is asked by whoever looks into it, over all the time there is.
create index audit_entry_by_account on audit_entry (tenant_id, account_id, at desc);
