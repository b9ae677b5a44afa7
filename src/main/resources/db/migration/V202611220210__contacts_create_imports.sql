-- Files of contacts that are taken in by a job: its progress is committed with the rows, so that it goes on where a killed node left it, and what it did can be undone.
CREATE TABLE contact_import (
    id BIGINT NOT NULL,
    file_name VARCHAR(200) NOT NULL,
    file_size BIGINT NOT NULL,
    state VARCHAR(20) NOT NULL,
    encoding VARCHAR(30) NOT NULL,
    delimiter_char VARCHAR(1) NOT NULL,
    options_json LONGTEXT NOT NULL,
    total_rows BIGINT NOT NULL,
    done_rows BIGINT NOT NULL,
    created_count BIGINT NOT NULL,
    updated_count BIGINT NOT NULL,
    unchanged_count BIGINT NOT NULL,
    refused_count BIGINT NOT NULL,
    duplicate_count BIGINT NOT NULL,
    undone_count BIGINT NOT NULL,
    kept_count BIGINT NOT NULL,
    cancel_asked BOOLEAN NOT NULL,
    failure VARCHAR(500),
    lease_holder VARCHAR(40),
    lease_until DATETIME(3),
    created_by VARCHAR(254) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    started_at DATETIME(3),
    finished_at DATETIME(3),
    CONSTRAINT pk_contact_import PRIMARY KEY (id)
);
CREATE INDEX ix_contact_import_state ON contact_import (state, id);

-- What an import did to a contact: nothing stood before a created one; an updated one had these values.
CREATE TABLE contact_import_row (
    import_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    was_created BOOLEAN NOT NULL,
    before_json LONGTEXT,
    stamped_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_contact_import_row PRIMARY KEY (import_id, contact_id)
);
CREATE INDEX ix_contact_import_row_contact ON contact_import_row (contact_id);

CREATE TABLE contact_import_error (
    import_id BIGINT NOT NULL,
    line_number BIGINT NOT NULL,
    cells LONGTEXT NOT NULL,
    faults_json LONGTEXT NOT NULL,
    CONSTRAINT pk_contact_import_error PRIMARY KEY (import_id, line_number)
);
