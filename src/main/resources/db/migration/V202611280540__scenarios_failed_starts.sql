-- Who was to enter a scenario and failed before the first wait, after the last try: told to operations, who may try again.
CREATE TABLE enrolment_failed (
    id           BIGINT       NOT NULL,
    scenario_key VARCHAR(64)  NOT NULL,
    problem      VARCHAR(500) NOT NULL,
    failed_at    DATETIME(3)  NOT NULL,
    CONSTRAINT pk_enrolment_failed PRIMARY KEY (id)
);
CREATE INDEX ix_enrolment_failed_scenario ON enrolment_failed (scenario_key, failed_at);
