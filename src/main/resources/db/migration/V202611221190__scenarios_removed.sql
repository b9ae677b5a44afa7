-- Scenarios that somebody removed: a shipped one must not come back at the next start, and a new one of the same key
-- must not get a version number that a node still remembers.
CREATE TABLE scenario_removed (
    scenario_key VARCHAR(64) NOT NULL,
    last_version INT         NOT NULL,
    removed_at   DATETIME(3) NOT NULL,
    CONSTRAINT pk_scenario_removed PRIMARY KEY (scenario_key)
);
