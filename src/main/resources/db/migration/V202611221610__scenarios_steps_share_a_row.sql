-- What a run passes in one transaction shares a row: the first step stands in the columns as ever, those after it in further
-- (JSON, see StepRow). Rows from before hold one step each and stay what they are. The key puts a run's rows side by side.
ALTER TABLE enrolment_step ADD COLUMN further VARCHAR(4000);
ALTER TABLE enrolment_step DROP PRIMARY KEY;
ALTER TABLE enrolment_step ADD CONSTRAINT pk_enrolment_step PRIMARY KEY (enrolment_id, id);
ALTER TABLE enrolment_step DROP INDEX ix_enrolment_step_enrolment;
