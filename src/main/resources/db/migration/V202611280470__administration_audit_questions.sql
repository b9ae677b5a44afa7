-- The audit log is asked by who, of what and when.
CREATE INDEX ix_audit_entry_actor ON audit_entry (actor, seq);
CREATE INDEX ix_audit_entry_subject ON audit_entry (subject, seq);
CREATE INDEX ix_audit_entry_time ON audit_entry (happened_at, seq);
