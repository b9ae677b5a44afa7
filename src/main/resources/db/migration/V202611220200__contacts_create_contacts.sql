-- Everybody we may speak to: one row per person, whose stage and owner change in one statement so that no lead is ever without an owner.
CREATE TABLE company (
    id BIGINT NOT NULL,
    name VARCHAR(200) NOT NULL,
    name_key VARCHAR(200) NOT NULL,
    industry VARCHAR(100),
    employees INT,
    website VARCHAR(200),
    phone VARCHAR(40),
    address VARCHAR(300),
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_company PRIMARY KEY (id),
    CONSTRAINT uk_company_name UNIQUE (name_key)
);

CREATE TABLE contact (
    id BIGINT NOT NULL,
    email VARCHAR(254),
    external_id VARCHAR(191),
    last_name VARCHAR(100),
    first_name VARCHAR(100),
    last_name_kana VARCHAR(100),
    first_name_kana VARCHAR(100),
    company_id BIGINT,
    department VARCHAR(200),
    job_title VARCHAR(200),
    phone VARCHAR(40),
    locale VARCHAR(35),
    time_zone VARCHAR(60),
    stage VARCHAR(20) NOT NULL,
    owner VARCHAR(20) NOT NULL,
    sales_owner BIGINT,
    source VARCHAR(100) NOT NULL,
    consent_basis VARCHAR(30),
    consent_at DATETIME(3),
    consent_wording VARCHAR(1000),
    consent_withdrawn_at DATETIME(3),
    sort_name VARCHAR(200) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_contact PRIMARY KEY (id),
    CONSTRAINT uk_contact_email UNIQUE (email),
    CONSTRAINT uk_contact_external_id UNIQUE (external_id),
    CONSTRAINT ck_contact_one_owner CHECK ((stage = 'NON_TARGET') = (owner = 'NONE'))
);
CREATE INDEX ix_contact_stage ON contact (stage, id);
CREATE INDEX ix_contact_company ON contact (company_id, id);
CREATE INDEX ix_contact_sort_name ON contact (sort_name, id);
CREATE INDEX ix_contact_updated ON contact (updated_at, id);
CREATE INDEX ix_contact_created ON contact (created_at, source);

-- What a contact can be found by, narrow so that looking through all of it is quick: names, kana, company, address, in one spelling.
CREATE TABLE contact_search (
    contact_id BIGINT NOT NULL,
    words VARCHAR(700) NOT NULL,
    CONSTRAINT pk_contact_search PRIMARY KEY (contact_id)
);

CREATE TABLE tag (
    tag VARCHAR(64) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_tag PRIMARY KEY (tag)
);

CREATE TABLE contact_tag (
    contact_id BIGINT NOT NULL,
    tag VARCHAR(64) NOT NULL,
    CONSTRAINT pk_contact_tag PRIMARY KEY (contact_id, tag)
);
CREATE INDEX ix_contact_tag_tag ON contact_tag (tag, contact_id);

CREATE TABLE contact_field_definition (
    field_key VARCHAR(64) NOT NULL,
    label_ja VARCHAR(100) NOT NULL,
    label_en VARCHAR(100) NOT NULL,
    field_type VARCHAR(20) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_contact_field_definition PRIMARY KEY (field_key)
);

-- Values of custom fields: text_value holds the canonical text of every type (the first 500 characters of a long one, all of it in long_value), the others what compares by number, date and truth.
CREATE TABLE contact_field (
    contact_id BIGINT NOT NULL,
    field_key VARCHAR(64) NOT NULL,
    text_value VARCHAR(500) NOT NULL,
    long_value TEXT,
    number_value DECIMAL(24, 6),
    date_value DATE,
    boolean_value BOOLEAN,
    CONSTRAINT pk_contact_field PRIMARY KEY (contact_id, field_key)
);
CREATE INDEX ix_contact_field_text ON contact_field (field_key, text_value);
CREATE INDEX ix_contact_field_number ON contact_field (field_key, number_value);
CREATE INDEX ix_contact_field_date ON contact_field (field_key, date_value);
CREATE INDEX ix_contact_field_boolean ON contact_field (field_key, boolean_value);

-- The proof of every right to write and of every refusal; rows are only added, and after an erasure only a hash of the address stays.
CREATE TABLE consent_event (
    id BIGINT NOT NULL,
    contact_id BIGINT,
    address_hash VARCHAR(64),
    event_kind VARCHAR(20) NOT NULL,
    basis VARCHAR(30),
    obtained_at DATETIME(3) NOT NULL,
    wording TEXT,
    source VARCHAR(200) NOT NULL,
    recorded_by VARCHAR(100) NOT NULL,
    recorded_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_consent_event PRIMARY KEY (id)
);
CREATE INDEX ix_consent_event_contact ON consent_event (contact_id, id);

INSERT INTO contact_field_definition (field_key, label_ja, label_en, field_type, created_at) VALUES
    ('industry', '業種', 'Industry', 'TEXT', '2026-11-22 00:00:00'),
    ('employees', '従業員数', 'Employees', 'NUMBER', '2026-11-22 00:00:00'),
    ('mobilePhone', '携帯電話', 'Mobile phone', 'TEXT', '2026-11-22 00:00:00'),
    ('postalCode', '郵便番号', 'Postal code', 'TEXT', '2026-11-22 00:00:00'),
    ('prefecture', '都道府県', 'Prefecture', 'TEXT', '2026-11-22 00:00:00'),
    ('address', '住所', 'Address', 'TEXT', '2026-11-22 00:00:00'),
    ('note', '備考', 'Note', 'TEXT', '2026-11-22 00:00:00');
