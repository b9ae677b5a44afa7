-- Each time that a start on a date or a schedule comes due is one row, so that several nodes set it off once.
CREATE TABLE scenario_firing (
    scenario_key   VARCHAR(64) NOT NULL,
    element        VARCHAR(64) NOT NULL,
    occurrence     VARCHAR(32) NOT NULL,
    state          VARCHAR(8)  NOT NULL,
    cursor_contact BIGINT,
    fired_at       DATETIME(3) NOT NULL,
    CONSTRAINT pk_scenario_firing PRIMARY KEY (scenario_key, element, occurrence)
);
CREATE INDEX ix_scenario_firing_state ON scenario_firing (state, fired_at);
