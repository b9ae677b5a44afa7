-- What a draft was after each save, so that undo outlives a reload and nobody's work is lost when two people edit; the newest few are kept.
CREATE TABLE scenario_draft_revision (
    id           BIGINT      NOT NULL,
    scenario_key VARCHAR(64) NOT NULL,
    drawing      LONGTEXT    NOT NULL,
    drawing_hash VARCHAR(64) NOT NULL,
    saved_at     DATETIME(3) NOT NULL,
    saved_by     BIGINT,
    CONSTRAINT pk_scenario_draft_revision PRIMARY KEY (id),
    CONSTRAINT fk_scenario_draft_revision_scenario FOREIGN KEY (scenario_key)
        REFERENCES scenario (scenario_key) ON DELETE CASCADE
);
CREATE INDEX ix_scenario_draft_revision_scenario ON scenario_draft_revision (scenario_key, id);
