-- Who may be the same person: keys by which records are compared, one row a contact, written by the worker that compares. Contacts
-- that are new or changed wait in contact_match_due, written with them, and so does everybody who is there already.
CREATE TABLE contact_match (
    contact_id   BIGINT NOT NULL,
    external_key BIGINT,
    phone_key    BIGINT,
    name_key     BIGINT,
    kana_key     BIGINT,
    CONSTRAINT pk_contact_match PRIMARY KEY (contact_id)
);
CREATE INDEX ix_contact_match_external ON contact_match (external_key);
CREATE INDEX ix_contact_match_phone ON contact_match (phone_key);
CREATE INDEX ix_contact_match_name ON contact_match (name_key);
CREATE INDEX ix_contact_match_kana ON contact_match (kana_key);

CREATE TABLE contact_match_due (
    id         BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    CONSTRAINT pk_contact_match_due PRIMARY KEY (id)
);
INSERT INTO contact_match_due (id, contact_id) SELECT id, id FROM contact;

-- Keys that so many share that they say nothing of one person, such as the phone of a switchboard.
CREATE TABLE contact_match_crowd (
    match_kind VARCHAR(20) NOT NULL,
    match_key  BIGINT      NOT NULL,
    example    BIGINT      NOT NULL,
    CONSTRAINT pk_contact_match_crowd PRIMARY KEY (match_kind, match_key)
);

-- Pairs to decide about, the smaller id first, so that each stands here once; what a person decided stays.
CREATE TABLE contact_duplicate (
    first_id   BIGINT       NOT NULL,
    second_id  BIGINT       NOT NULL,
    reasons    VARCHAR(100) NOT NULL,
    score      INT          NOT NULL,
    state      VARCHAR(10)  NOT NULL,
    found_at   DATETIME(3)  NOT NULL,
    decided_at DATETIME(3),
    decided_by VARCHAR(254),
    CONSTRAINT pk_contact_duplicate PRIMARY KEY (first_id, second_id)
);
CREATE INDEX ix_contact_duplicate_second ON contact_duplicate (second_id);
CREATE INDEX ix_contact_duplicate_state ON contact_duplicate (state, score, first_id, second_id);

-- One row: which node compares at the moment.
CREATE TABLE contact_matching (
    id           INT     NOT NULL,
    lease_holder VARCHAR(40),
    lease_until  DATETIME(3),
    CONSTRAINT pk_contact_matching PRIMARY KEY (id)
);
INSERT INTO contact_matching (id) VALUES (1);
