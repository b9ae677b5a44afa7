-- Where other systems want to be called, and an outbox of the calls: written with what caused them, made after the commit.
CREATE TABLE webhook (
    webhook_key   VARCHAR(64)   NOT NULL,
    name          VARCHAR(100)  NOT NULL,
    url           VARCHAR(1000) NOT NULL,
    -- Encrypted; it signs every call and is never shown again.
    secret        VARCHAR(500)  NOT NULL,
    active        BOOLEAN       NOT NULL,
    failures      INT           NOT NULL,
    failing_since DATETIME(3),
    resting_until DATETIME(3),
    last_answer   VARCHAR(500),
    last_call_at  DATETIME(3),
    created_at    DATETIME(3)   NOT NULL,
    CONSTRAINT pk_webhook PRIMARY KEY (webhook_key)
);

-- due_at says when somebody may take the row next: when it is due, when a lease ends; empty when it is finished.
CREATE TABLE webhook_call (
    id            BIGINT       NOT NULL,
    once_key      VARCHAR(200) NOT NULL,
    webhook_key   VARCHAR(64)  NOT NULL,
    event         VARCHAR(64)  NOT NULL,
    contact_id    BIGINT,
    scenario_key  VARCHAR(64),
    scenario_name VARCHAR(255),
    step          VARCHAR(64),
    state         VARCHAR(12)  NOT NULL,
    owner         VARCHAR(64),
    attempt       INT          NOT NULL,
    tries         INT          NOT NULL,
    due_at        DATETIME(3),
    answer        VARCHAR(500),
    created_at    DATETIME(3)  NOT NULL,
    ended_at      DATETIME(3),
    CONSTRAINT pk_webhook_call PRIMARY KEY (id),
    CONSTRAINT uq_webhook_call_once UNIQUE (once_key)
);
CREATE INDEX ix_webhook_call_due ON webhook_call (due_at);
CREATE INDEX ix_webhook_call_webhook ON webhook_call (webhook_key, state, id);
CREATE INDEX ix_webhook_call_contact ON webhook_call (contact_id);
