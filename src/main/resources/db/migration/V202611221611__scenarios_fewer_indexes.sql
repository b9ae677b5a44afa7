-- Each enrolment changes its status twice, and each index that holds the status is written anew with it. How far a request is
-- follows from who is still requested; whose runs these are from the unique key, which begins with the contact now. The old
-- key goes first: H2 would make the new one share its index otherwise.
ALTER TABLE enrolment DROP INDEX uq_enrolment_run;
ALTER TABLE enrolment ADD CONSTRAINT uq_enrolment_contact UNIQUE (contact_id, scenario_key, run);
ALTER TABLE enrolment DROP INDEX ix_enrolment_contact;
ALTER TABLE enrolment DROP INDEX ix_enrolment_batch;
