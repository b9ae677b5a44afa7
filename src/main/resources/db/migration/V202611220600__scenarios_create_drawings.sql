-- A scenario has one draft that people change and versions that never change, since runs go on in the version they entered.
CREATE TABLE scenario (
    scenario_key      VARCHAR(64)  NOT NULL,
    name              VARCHAR(255) NOT NULL,
    state             VARCHAR(16)  NOT NULL,
    draft             LONGTEXT     NOT NULL,
    draft_hash        VARCHAR(64)  NOT NULL,
    draft_updated_at  DATETIME(3)  NOT NULL,
    draft_updated_by  BIGINT,
    draft_errors      INT          NOT NULL,
    -- The hash of the shipped file that the draft came from; the draft is untouched while its own hash is the same.
    shipped_hash      VARCHAR(64),
    reentry           VARCHAR(16)  NOT NULL,
    reentry_days      INT          NOT NULL,
    published_version INT,
    created_at        DATETIME(3)  NOT NULL,
    CONSTRAINT pk_scenario PRIMARY KEY (scenario_key)
);

CREATE TABLE scenario_version (
    scenario_key          VARCHAR(64)  NOT NULL,
    version               INT          NOT NULL,
    name                  VARCHAR(255) NOT NULL,
    drawing               LONGTEXT     NOT NULL,
    drawing_hash          VARCHAR(64)  NOT NULL,
    published_at          DATETIME(3)  NOT NULL,
    published_by          BIGINT,
    process_definition_id VARCHAR(64)  NOT NULL,
    CONSTRAINT pk_scenario_version PRIMARY KEY (scenario_key, version),
    CONSTRAINT uq_scenario_version_definition UNIQUE (process_definition_id)
);
