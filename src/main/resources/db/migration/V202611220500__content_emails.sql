-- What we say: e-mails with every version that was ever saved, since a mail that went out must stay readable, and the one sender they come from.
CREATE TABLE email_template (
    email_key VARCHAR(64) NOT NULL,
    name VARCHAR(200) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    current_version INT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_email_template PRIMARY KEY (email_key)
);

CREATE TABLE email_version (
    email_key VARCHAR(64) NOT NULL,
    version INT NOT NULL,
    name VARCHAR(200) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    subject VARCHAR(1000) NOT NULL,
    source_format VARCHAR(8) NOT NULL,
    source LONGTEXT NOT NULL,
    text_source LONGTEXT,
    html LONGTEXT NOT NULL,
    plain_text LONGTEXT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    created_by VARCHAR(200),
    CONSTRAINT pk_email_version PRIMARY KEY (email_key, version)
);

CREATE TABLE sender_profile (
    id INT NOT NULL,
    from_name VARCHAR(200) NOT NULL,
    from_address VARCHAR(254) NOT NULL,
    reply_to VARCHAR(254),
    company VARCHAR(200) NOT NULL,
    postal_address VARCHAR(500) NOT NULL,
    contact VARCHAR(500) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_sender_profile PRIMARY KEY (id)
);
