-- Ad audiences: lists of contacts that scenarios keep and that people hand to ad networks.
CREATE TABLE ad_audience (
    audience_key VARCHAR(64)  NOT NULL,
    name         VARCHAR(100) NOT NULL,
    created_at   DATETIME(3)  NOT NULL,
    CONSTRAINT pk_ad_audience PRIMARY KEY (audience_key)
);

CREATE TABLE ad_audience_member (
    audience_key VARCHAR(64) NOT NULL,
    contact_id   BIGINT      NOT NULL,
    added_at     DATETIME(3) NOT NULL,
    CONSTRAINT pk_ad_audience_member PRIMARY KEY (audience_key, contact_id)
);
CREATE INDEX ix_ad_audience_member_contact ON ad_audience_member (contact_id);
