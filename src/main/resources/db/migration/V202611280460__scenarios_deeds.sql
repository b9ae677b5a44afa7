-- What people did to a run by hand or what ended it early: the way of a contact tells it beside the steps.
CREATE TABLE enrolment_deed (
    id           BIGINT      NOT NULL,
    enrolment_id BIGINT      NOT NULL,
    what         VARCHAR(30) NOT NULL,
    element      VARCHAR(255),
    target       VARCHAR(255),
    version      INT,
    done_by      VARCHAR(100),
    done_at      DATETIME(3) NOT NULL,
    CONSTRAINT pk_enrolment_deed PRIMARY KEY (id)
);
CREATE INDEX ix_enrolment_deed_enrolment ON enrolment_deed (enrolment_id, id);
