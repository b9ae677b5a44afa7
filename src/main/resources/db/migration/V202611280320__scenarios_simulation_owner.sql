-- Who runs a simulation, and until when that is known to live: one whose owner is dead has failed.
ALTER TABLE simulation ADD COLUMN owner VARCHAR(120) NOT NULL DEFAULT '';
ALTER TABLE simulation ADD COLUMN alive_until DATETIME(3);
CREATE INDEX ix_simulation_state ON simulation (state, id);
