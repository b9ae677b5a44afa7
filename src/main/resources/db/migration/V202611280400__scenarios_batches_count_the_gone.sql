-- Of those that a batch dealt with, how many needed nothing any more: they had ended or gone elsewhere meanwhile.
ALTER TABLE scenario_batch ADD COLUMN gone BIGINT DEFAULT 0 NOT NULL;
