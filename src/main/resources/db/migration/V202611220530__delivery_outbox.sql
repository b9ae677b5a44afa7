-- Getting mail to a mailbox: the outbox that every mail passes, who must not be written to, and the built-in mailbox.
-- due_at says when somebody may take the row next: when it is due, when a lease ends; empty when it is finished.
CREATE TABLE outbox_mail (
    id BIGINT NOT NULL,
    once_key VARCHAR(200) NOT NULL,
    contact_id BIGINT NOT NULL,
    email_key VARCHAR(64) NOT NULL,
    email_version INT,
    kind VARCHAR(16),
    origin VARCHAR(200) NOT NULL,
    enrolment_id BIGINT,
    late_after_seconds BIGINT,
    send_late BOOLEAN NOT NULL,
    any_hour BOOLEAN NOT NULL,
    also_with_sales BOOLEAN NOT NULL,
    test_to VARCHAR(254),
    state VARCHAR(12) NOT NULL,
    owner VARCHAR(120),
    attempt INT NOT NULL,
    tries INT NOT NULL,
    doubtful BOOLEAN NOT NULL,
    due_at DATETIME(3),
    reason VARCHAR(40),
    answer VARCHAR(500),
    created_at DATETIME(3) NOT NULL,
    handed_at DATETIME(3),
    sent_at DATETIME(3),
    CONSTRAINT pk_outbox_mail PRIMARY KEY (id),
    CONSTRAINT uq_outbox_mail_once UNIQUE (once_key)
);
CREATE INDEX ix_outbox_mail_due ON outbox_mail (due_at);
CREATE INDEX ix_outbox_mail_contact ON outbox_mail (contact_id, id);
CREATE INDEX ix_outbox_mail_state ON outbox_mail (state, id);

CREATE TABLE suppression (
    address_hash VARCHAR(64) NOT NULL,
    reason VARCHAR(20) NOT NULL,
    contact_id BIGINT,
    mail_id BIGINT,
    created_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_suppression PRIMARY KEY (address_hash)
);
CREATE INDEX ix_suppression_contact ON suppression (contact_id);
CREATE INDEX ix_suppression_created ON suppression (created_at);

CREATE TABLE mailbox_mail (
    id BIGINT NOT NULL,
    outbox_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    to_address VARCHAR(254) NOT NULL,
    from_address VARCHAR(500) NOT NULL,
    subject VARCHAR(1000) NOT NULL,
    headers LONGTEXT NOT NULL,
    plain_text LONGTEXT NOT NULL,
    html LONGTEXT NOT NULL,
    sent_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_mailbox_mail PRIMARY KEY (id)
);
CREATE INDEX ix_mailbox_mail_to ON mailbox_mail (to_address, id);
CREATE INDEX ix_mailbox_mail_contact ON mailbox_mail (contact_id);
