-- The targets of the links in mails: a click leads only to what stands here.
CREATE TABLE tracked_link (
    id        BIGINT      NOT NULL,
    email_key VARCHAR(64) NOT NULL,
    url_hash  VARCHAR(40) NOT NULL,
    url       TEXT        NOT NULL,
    CONSTRAINT pk_tracked_link PRIMARY KEY (id),
    CONSTRAINT uq_tracked_link UNIQUE (email_key, url_hash)
);
