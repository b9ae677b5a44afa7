-- Page views of browsers that nobody has named yet live apart from contacts and are pruned; a row of visitor is made only when one is named.
CREATE TABLE visitor (
    visitor_key   VARCHAR(64) NOT NULL,
    contact_id    BIGINT      NOT NULL,
    identified_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_visitor PRIMARY KEY (visitor_key)
);
CREATE INDEX ix_visitor_contact ON visitor (contact_id);
CREATE INDEX ix_visitor_identified ON visitor (identified_at);

CREATE TABLE page_view (
    id          BIGINT        NOT NULL,
    visitor_key VARCHAR(64)   NOT NULL,
    url         VARCHAR(1000) NOT NULL,
    title       VARCHAR(250),
    referrer    VARCHAR(1000),
    occurred_at DATETIME(3)   NOT NULL,
    CONSTRAINT pk_page_view PRIMARY KEY (id)
);
CREATE INDEX ix_page_view_visitor ON page_view (visitor_key, id);
CREATE INDEX ix_page_view_occurred ON page_view (occurred_at);
