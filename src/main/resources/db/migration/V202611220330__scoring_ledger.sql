-- A score is the sum of its ledger rows; contact_score keeps the sum, written in the same transaction, so that reading one costs nothing.
CREATE TABLE score_ledger (
    id            BIGINT       NOT NULL,
    contact_id    BIGINT       NOT NULL,
    score         VARCHAR(64)  NOT NULL,
    points        INT          NOT NULL,
    rule          VARCHAR(200) NOT NULL,
    rule_version  INT          NOT NULL,
    touchpoint_id BIGINT,
    reason        VARCHAR(250),
    once_key      VARCHAR(40)  NOT NULL,
    created_at    DATETIME(3)  NOT NULL,
    CONSTRAINT pk_score_ledger PRIMARY KEY (id),
    CONSTRAINT uq_score_ledger_once UNIQUE (once_key)
);
CREATE INDEX ix_score_ledger_contact ON score_ledger (contact_id, id);
CREATE INDEX ix_score_ledger_touchpoint ON score_ledger (touchpoint_id);

CREATE TABLE contact_score (
    contact_id BIGINT      NOT NULL,
    score      VARCHAR(64) NOT NULL,
    points     INT         NOT NULL,
    CONSTRAINT pk_contact_score PRIMARY KEY (contact_id, score)
);
CREATE INDEX ix_contact_score_points ON contact_score (score, points, contact_id);
