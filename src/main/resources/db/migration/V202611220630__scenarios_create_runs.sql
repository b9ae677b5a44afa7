-- A contact's run is a row before it is a process instance, so that a hundred equal requests make one run.
CREATE TABLE enrolment (
    id                  BIGINT       NOT NULL,
    scenario_key        VARCHAR(64)  NOT NULL,
    version             INT,
    contact_id          BIGINT       NOT NULL,
    run                 INT          NOT NULL,
    start_element       VARCHAR(255),
    status              VARCHAR(16)  NOT NULL,
    result              VARCHAR(32),
    process_instance_id VARCHAR(64)  NOT NULL,
    batch_id            BIGINT,
    started_by          VARCHAR(255),
    requested_at        DATETIME(3)  NOT NULL,
    started_at          DATETIME(3),
    ended_at            DATETIME(3),
    attempts            INT          NOT NULL,
    due_at              DATETIME(3)  NOT NULL,
    problem             VARCHAR(500),
    CONSTRAINT pk_enrolment PRIMARY KEY (id),
    CONSTRAINT uq_enrolment_run UNIQUE (scenario_key, contact_id, run)
);
CREATE INDEX ix_enrolment_status ON enrolment (status, id);
CREATE INDEX ix_enrolment_contact ON enrolment (contact_id);
CREATE INDEX ix_enrolment_batch ON enrolment (batch_id, status);
CREATE INDEX ix_enrolment_scenario ON enrolment (scenario_key, id);

-- What somebody asked for in one go, and how far it is.
CREATE TABLE enrolment_batch (
    id             BIGINT       NOT NULL,
    scenario_key   VARCHAR(64)  NOT NULL,
    start_element  VARCHAR(255),
    segment        VARCHAR(64),
    cursor_contact BIGINT,
    state          VARCHAR(16)  NOT NULL,
    requested      BIGINT       NOT NULL,
    refused        BIGINT       NOT NULL,
    started_by     VARCHAR(255),
    created_at     DATETIME(3)  NOT NULL,
    CONSTRAINT pk_enrolment_batch PRIMARY KEY (id)
);
CREATE INDEX ix_enrolment_batch_state ON enrolment_batch (state);

-- The way of every contact, appended only: PASSED for what takes no time, ENTERED and LEFT for what waits.
CREATE TABLE enrolment_step (
    id           BIGINT       NOT NULL,
    enrolment_id BIGINT       NOT NULL,
    element      VARCHAR(255) NOT NULL,
    kind         VARCHAR(8)   NOT NULL,
    flow         VARCHAR(255),
    happened_at  DATETIME(3)  NOT NULL,
    note         VARCHAR(500),
    CONSTRAINT pk_enrolment_step PRIMARY KEY (id)
);
CREATE INDEX ix_enrolment_step_enrolment ON enrolment_step (enrolment_id, id);

-- Who waits for what, found by contact at the same cost however many wait; written with the engine's own subscription.
CREATE TABLE scenario_wait (
    id           BIGINT       NOT NULL,
    contact_id   BIGINT       NOT NULL,
    kind         VARCHAR(64)  NOT NULL,
    subject      VARCHAR(400) NOT NULL,
    at_least     INT,
    execution_id VARCHAR(64)  NOT NULL,
    task_id      VARCHAR(64),
    enrolment_id BIGINT       NOT NULL,
    element      VARCHAR(255) NOT NULL,
    holder       VARCHAR(255) NOT NULL,
    CONSTRAINT pk_scenario_wait PRIMARY KEY (id)
);
CREATE INDEX ix_scenario_wait_contact ON scenario_wait (contact_id, kind);
CREATE INDEX ix_scenario_wait_enrolment ON scenario_wait (enrolment_id);

-- What happened and may wake or start runs: written with the event itself and worked off after it is committed.
CREATE TABLE scenario_signal (
    id            BIGINT       NOT NULL,
    contact_id    BIGINT       NOT NULL,
    kind          VARCHAR(64)  NOT NULL,
    subject       VARCHAR(400) NOT NULL,
    amount        INT,
    amount_before INT,
    wait_id       BIGINT,
    due_at        DATETIME(3)  NOT NULL,
    attempts      INT          NOT NULL,
    problem       VARCHAR(500),
    CONSTRAINT pk_scenario_signal PRIMARY KEY (id)
);
CREATE INDEX ix_scenario_signal_contact ON scenario_signal (contact_id);

-- Counts per step as differences, so that nobody waits for a hot row and no page counts the runs; added up by a worker.
CREATE TABLE scenario_tally (
    id           BIGINT       NOT NULL,
    scenario_key VARCHAR(64)  NOT NULL,
    version      INT          NOT NULL,
    element      VARCHAR(255) NOT NULL,
    entered      BIGINT       NOT NULL,
    waiting      BIGINT       NOT NULL,
    CONSTRAINT pk_scenario_tally PRIMARY KEY (id)
);
CREATE INDEX ix_scenario_tally_version ON scenario_tally (scenario_key, version, element);
