-- What was too much, since when, whether it lasted long enough to be told, and when it was over.
CREATE TABLE alert (
    id        BIGINT       NOT NULL,
    kind      VARCHAR(60)  NOT NULL,
    subject   VARCHAR(255) NOT NULL,
    name      VARCHAR(255) NOT NULL,
    path      VARCHAR(500) NOT NULL,
    unit      VARCHAR(8)   NOT NULL,
    worst     DOUBLE       NOT NULL,
    -- Kind and subject while it goes on, so that two nodes can't note it twice; empty afterwards.
    open_key  VARCHAR(320),
    since     DATETIME(3)  NOT NULL,
    raised_at DATETIME(3),
    ended_at  DATETIME(3),
    CONSTRAINT pk_alert PRIMARY KEY (id),
    CONSTRAINT uq_alert_open UNIQUE (open_key)
);
CREATE INDEX ix_alert_ended ON alert (ended_at);

-- Which node watches, and until when it need not say so again.
CREATE TABLE alert_watch (
    id         INT NOT NULL,
    node_id    BIGINT,
    held_until DATETIME(3),
    CONSTRAINT pk_alert_watch PRIMARY KEY (id)
);
INSERT INTO alert_watch (id) VALUES (1);
