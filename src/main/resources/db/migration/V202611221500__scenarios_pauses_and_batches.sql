-- Who is held. A whole scenario is held by one row, however many run: its timers are set aside as they come due, its requests as
-- they are taken, what wakes its runs as it happens.
CREATE TABLE scenario_pause (
    scenario_key VARCHAR(64)  NOT NULL,
    paused_at    DATETIME(3)  NOT NULL,
    paused_by    VARCHAR(255) NOT NULL,
    reason       VARCHAR(500) NOT NULL,
    -- The batch that lets everybody go; they stay held until it is through.
    batch_id     BIGINT,
    CONSTRAINT pk_scenario_pause PRIMARY KEY (scenario_key)
);
CREATE TABLE enrolment_pause (
    enrolment_id BIGINT       NOT NULL,
    scenario_key VARCHAR(64)  NOT NULL,
    paused_at    DATETIME(3)  NOT NULL,
    paused_by    VARCHAR(255) NOT NULL,
    reason       VARCHAR(500) NOT NULL,
    batch_id     BIGINT,
    CONSTRAINT pk_enrolment_pause PRIMARY KEY (enrolment_id)
);
CREATE INDEX ix_enrolment_pause_scenario ON enrolment_pause (scenario_key);

-- Requests of paused scenarios, out of the way of those that may start.
CREATE TABLE enrolment_parked (
    id BIGINT NOT NULL,
    CONSTRAINT pk_enrolment_parked PRIMARY KEY (id)
);

-- What would have woken a run while it was held; it still does afterwards, unless that is too long ago.
CREATE TABLE scenario_held_wake (
    id           BIGINT      NOT NULL,
    wait_id      BIGINT      NOT NULL,
    enrolment_id BIGINT      NOT NULL,
    outcome      VARCHAR(64),
    happened_at  DATETIME(3) NOT NULL,
    CONSTRAINT pk_scenario_held_wake PRIMARY KEY (id)
);
CREATE INDEX ix_scenario_held_wake_enrolment ON scenario_held_wake (enrolment_id);

-- What operations do to many runs. A run's row goes away in the transaction that does it, so that a restart goes on where it
-- was and nothing happens twice; those that could not be done stay and say why.
CREATE TABLE scenario_batch (
    id           BIGINT        NOT NULL,
    scenario_key VARCHAR(64)   NOT NULL,
    kind         VARCHAR(16)   NOT NULL,
    options      VARCHAR(8000) NOT NULL,
    state        VARCHAR(16)   NOT NULL,
    total        BIGINT        NOT NULL,
    done         BIGINT        NOT NULL,
    failed       BIGINT        NOT NULL,
    reason       VARCHAR(500)  NOT NULL,
    created_by   VARCHAR(255)  NOT NULL,
    created_at   DATETIME(3)   NOT NULL,
    ended_at     DATETIME(3),
    CONSTRAINT pk_scenario_batch PRIMARY KEY (id)
);
CREATE INDEX ix_scenario_batch_state ON scenario_batch (state);
CREATE INDEX ix_scenario_batch_scenario ON scenario_batch (scenario_key, id);

CREATE TABLE scenario_batch_item (
    batch_id     BIGINT       NOT NULL,
    enrolment_id BIGINT       NOT NULL,
    state        VARCHAR(8)   NOT NULL,
    problem      VARCHAR(500),
    CONSTRAINT pk_scenario_batch_item PRIMARY KEY (batch_id, enrolment_id)
);
