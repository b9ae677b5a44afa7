-- A webhook may hear of the installation's alerts; what such a call says waits with it, since it is about nobody.
ALTER TABLE webhook ADD COLUMN alerts BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE webhook_call ADD COLUMN about VARCHAR(4000);
