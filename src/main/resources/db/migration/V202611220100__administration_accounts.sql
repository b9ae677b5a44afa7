-- Who may use Minori and how they prove it, what the installation keeps secret, what was done, and what waits for whom.
CREATE TABLE app_user (
    id BIGINT NOT NULL,
    email VARCHAR(254) NOT NULL,
    name VARCHAR(200) NOT NULL,
    password_hash VARCHAR(255),
    roles VARCHAR(100) NOT NULL,
    locale VARCHAR(10) NOT NULL,
    active BOOLEAN NOT NULL,
    created_at DATETIME(3) NOT NULL,
    last_login_at DATETIME(3),
    CONSTRAINT pk_app_user PRIMARY KEY (id),
    CONSTRAINT uq_app_user_email UNIQUE (email)
);

CREATE TABLE user_session (
    id BIGINT NOT NULL,
    token_hash VARCHAR(64) NOT NULL,
    user_id BIGINT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    seen_at DATETIME(3) NOT NULL,
    address VARCHAR(64) NOT NULL,
    agent VARCHAR(200) NOT NULL,
    CONSTRAINT pk_user_session PRIMARY KEY (id),
    CONSTRAINT uq_user_session_token UNIQUE (token_hash)
);
CREATE INDEX ix_user_session_user ON user_session (user_id);

CREATE TABLE one_time_link (
    token_hash VARCHAR(64) NOT NULL,
    purpose VARCHAR(20) NOT NULL,
    user_id BIGINT,
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_one_time_link PRIMARY KEY (token_hash)
);
CREATE INDEX ix_one_time_link_user ON one_time_link (user_id);

CREATE TABLE api_key (
    id BIGINT NOT NULL,
    name VARCHAR(100) NOT NULL,
    prefix VARCHAR(20) NOT NULL,
    secret_hash VARCHAR(64) NOT NULL,
    scopes VARCHAR(500) NOT NULL,
    created_by BIGINT,
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3),
    last_used_at DATETIME(3),
    revoked_at DATETIME(3),
    CONSTRAINT pk_api_key PRIMARY KEY (id),
    CONSTRAINT uq_api_key_prefix UNIQUE (prefix)
);

CREATE TABLE api_idempotency (
    api_key_id BIGINT NOT NULL,
    key_hash VARCHAR(64) NOT NULL,
    request VARCHAR(500) NOT NULL,
    body_hash VARCHAR(64) NOT NULL,
    status INT,
    content_type VARCHAR(100),
    location VARCHAR(500),
    response_body LONGTEXT,
    created_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_api_idempotency PRIMARY KEY (api_key_id, key_hash)
);
CREATE INDEX ix_api_idempotency_created ON api_idempotency (created_at);

CREATE TABLE server_secret (
    name VARCHAR(40) NOT NULL,
    secret VARCHAR(100) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_server_secret PRIMARY KEY (name)
);

CREATE TABLE audit_entry (
    seq BIGINT NOT NULL,
    happened_at DATETIME(3) NOT NULL,
    actor VARCHAR(100) NOT NULL,
    actor_name VARCHAR(200) NOT NULL,
    address VARCHAR(64) NOT NULL,
    action VARCHAR(100) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    details TEXT NOT NULL,
    previous_hash VARCHAR(64) NOT NULL,
    entry_hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_audit_entry PRIMARY KEY (seq)
);
CREATE INDEX ix_audit_entry_action ON audit_entry (action, seq);

CREATE TABLE audit_head (
    id INT NOT NULL,
    last_seq BIGINT NOT NULL,
    last_hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_audit_head PRIMARY KEY (id)
);
INSERT INTO audit_head (id, last_seq, last_hash) VALUES (1, 0, '');

CREATE TABLE notice (
    id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    notice_key VARCHAR(190) NOT NULL,
    message VARCHAR(500) NOT NULL,
    path VARCHAR(500) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    read_at DATETIME(3),
    CONSTRAINT pk_notice PRIMARY KEY (id),
    CONSTRAINT uq_notice_key UNIQUE (user_id, notice_key)
);
CREATE INDEX ix_notice_unread ON notice (user_id, read_at, id);
