-- Who is requested stands in a small table of its own until the run starts: an index on the status of each enrolment was the
-- dearest thing that starting one changed. Those that could not start are counted with their request, as it is decided.
CREATE TABLE enrolment_due (
    id     BIGINT      NOT NULL,
    due_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_enrolment_due PRIMARY KEY (id)
);
INSERT INTO enrolment_due (id, due_at) SELECT id, due_at FROM enrolment WHERE status = 'REQUESTED';
UPDATE enrolment_batch SET refused = refused +
    (SELECT COUNT(*) FROM enrolment e WHERE e.batch_id = enrolment_batch.id AND e.status = 'REFUSED');
ALTER TABLE enrolment DROP INDEX ix_enrolment_status;
ALTER TABLE enrolment DROP COLUMN due_at;
