-- Which segments end the runs of a scenario (EXIT) or keep contacts out of it as well (SUPPRESS), and after how many hours its
-- mails are too late where a step does not say.
CREATE TABLE scenario_segment (
    scenario_key VARCHAR(64) NOT NULL,
    segment_key  VARCHAR(64) NOT NULL,
    purpose      VARCHAR(16) NOT NULL,
    CONSTRAINT pk_scenario_segment PRIMARY KEY (scenario_key, segment_key)
);

CREATE INDEX ix_scenario_segment ON scenario_segment (segment_key);

ALTER TABLE scenario ADD COLUMN late_hours INT;
