-- Under what a contact is known besides its own row: the id, address and external id of records that were merged into it, so that
-- links in old mails, events and imports find the person still.
CREATE TABLE contact_alias (
    alias_kind  VARCHAR(12)  NOT NULL,
    alias_value VARCHAR(254) NOT NULL,
    contact_id  BIGINT       NOT NULL,
    CONSTRAINT pk_contact_alias PRIMARY KEY (alias_kind, alias_value)
);
CREATE INDEX ix_contact_alias_contact ON contact_alias (contact_id);
