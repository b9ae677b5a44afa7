-- What every step and branch saw on each day, so that reports by period stay true when the engine's history is cleaned. A
-- difference in scenario_tally has its day until the worker has added it up here; the time waited is in milliseconds.
CREATE TABLE scenario_day (
    scenario_key VARCHAR(64)  NOT NULL,
    version      INT          NOT NULL,
    on_day       DATE         NOT NULL,
    element      VARCHAR(255) NOT NULL,
    entered      BIGINT       NOT NULL,
    left_count   BIGINT       NOT NULL,
    waited       BIGINT       NOT NULL,
    converted    BIGINT       NOT NULL,
    CONSTRAINT pk_scenario_day PRIMARY KEY (scenario_key, version, on_day, element)
);

ALTER TABLE scenario_tally ADD COLUMN on_day DATE;

ALTER TABLE scenario_tally ADD COLUMN waited BIGINT NOT NULL DEFAULT 0;

-- Runs whose visits may be a success from now on: noted with the handover or the end, worked off after it.
CREATE TABLE scenario_outcome (
    id           BIGINT      NOT NULL,
    enrolment_id BIGINT      NOT NULL,
    what         VARCHAR(8)  NOT NULL,
    happened_at  DATETIME(3) NOT NULL,
    CONSTRAINT pk_scenario_outcome PRIMARY KEY (id)
);

-- How far the counting of what the log holds already is: one row until that is done.
CREATE TABLE scenario_day_history (
    after_run BIGINT NOT NULL,
    last_step BIGINT NOT NULL,
    last_end  DATETIME(3),
    CONSTRAINT pk_scenario_day_history PRIMARY KEY (after_run)
);
INSERT INTO scenario_day_history (after_run, last_step, last_end)
    SELECT 0, MAX(s.id), (SELECT MAX(e.ended_at) FROM enrolment e) FROM enrolment_step s HAVING MAX(s.id) IS NOT NULL;
