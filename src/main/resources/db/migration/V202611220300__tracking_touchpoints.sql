-- The append-only log of what happened with every contact; it grows most, so it is read by contact and time or by kind and time only.
CREATE TABLE touchpoint (
    id          BIGINT       NOT NULL,
    contact_id  BIGINT       NOT NULL,
    type        VARCHAR(64)  NOT NULL,
    subject     VARCHAR(250),
    occurred_at DATETIME(3)  NOT NULL,
    received_at DATETIME(3)  NOT NULL,
    event_key   VARCHAR(40),
    source      VARCHAR(40)  NOT NULL,
    machine     BOOLEAN      NOT NULL,
    properties  TEXT,
    CONSTRAINT pk_touchpoint PRIMARY KEY (id),
    CONSTRAINT uq_touchpoint_event_key UNIQUE (event_key)
);
CREATE INDEX ix_touchpoint_contact ON touchpoint (contact_id, occurred_at, id);
CREATE INDEX ix_touchpoint_type ON touchpoint (type, occurred_at, machine, contact_id);
