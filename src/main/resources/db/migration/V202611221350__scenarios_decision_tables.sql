-- Decision tables: rows of a condition and an answer, the first that holds decides. Each change is a version; what a published
-- scenario was published with stays its own.
CREATE TABLE decision_table (
    table_key  VARCHAR(64)  NOT NULL,
    name       VARCHAR(100) NOT NULL,
    version    INT          NOT NULL,
    updated_at DATETIME(3)  NOT NULL,
    CONSTRAINT pk_decision_table PRIMARY KEY (table_key)
);

CREATE TABLE decision_table_version (
    table_key VARCHAR(64) NOT NULL,
    version   INT         NOT NULL,
    content   LONGTEXT    NOT NULL,
    saved_at  DATETIME(3) NOT NULL,
    CONSTRAINT pk_decision_table_version PRIMARY KEY (table_key, version)
);

CREATE TABLE scenario_version_table (
    scenario_key  VARCHAR(64) NOT NULL,
    version       INT         NOT NULL,
    table_key     VARCHAR(64) NOT NULL,
    table_version INT         NOT NULL,
    CONSTRAINT pk_scenario_version_table PRIMARY KEY (scenario_key, version, table_key)
);
