-- What scenarios, pages and offline events belong to; costs and channels follow with the reports.
CREATE TABLE campaign (
    campaign_key VARCHAR(64)  NOT NULL,
    name         VARCHAR(100) NOT NULL,
    created_at   DATETIME(3)  NOT NULL,
    CONSTRAINT pk_campaign PRIMARY KEY (campaign_key)
);
