-- What a merge did, so that it can be taken back for a month: both records as they were, and which rows of which table went over.
CREATE TABLE contact_merge (
    id        BIGINT       NOT NULL,
    winner_id BIGINT       NOT NULL,
    loser_id  BIGINT       NOT NULL,
    image     LONGTEXT     NOT NULL,
    merged_at DATETIME(3)  NOT NULL,
    merged_by VARCHAR(254) NOT NULL,
    CONSTRAINT pk_contact_merge PRIMARY KEY (id)
);
CREATE INDEX ix_contact_merge_winner ON contact_merge (winner_id);
CREATE INDEX ix_contact_merge_time ON contact_merge (merged_at);
CREATE TABLE contact_merge_row (
    merge_id BIGINT       NOT NULL,
    part     VARCHAR(40)  NOT NULL,
    row_key  VARCHAR(300) NOT NULL,
    CONSTRAINT pk_contact_merge_row PRIMARY KEY (merge_id, part, row_key)
);
