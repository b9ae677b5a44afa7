-- Simulations of drafts: what was asked and, once it is through, what came of it. They run apart; nothing of theirs is in other tables.
CREATE TABLE simulation (
    id           BIGINT       NOT NULL,
    scenario_key VARCHAR(64)  NOT NULL,
    state        VARCHAR(10)  NOT NULL,
    contacts     INT          NOT NULL,
    days         INT          NOT NULL,
    seed         BIGINT       NOT NULL,
    -- The drawing as it was simulated, so that counts stay on the picture they belong to.
    drawing      LONGTEXT     NOT NULL,
    result       LONGTEXT,
    created_at   DATETIME(3)  NOT NULL,
    CONSTRAINT pk_simulation PRIMARY KEY (id)
);
CREATE INDEX ix_simulation_scenario ON simulation (scenario_key, id);
