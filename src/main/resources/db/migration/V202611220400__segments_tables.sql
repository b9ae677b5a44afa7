-- Segments: what marketers define, the fixed lists, and who was in a watched segment when it was last looked at.
CREATE TABLE segment (
    segment_key VARCHAR(64)  NOT NULL,
    name        VARCHAR(200) NOT NULL,
    kind        VARCHAR(10)  NOT NULL,
    rule_json   LONGTEXT,
    version     INT          NOT NULL,
    created_at  DATETIME(3)  NOT NULL,
    updated_at  DATETIME(3)  NOT NULL,
    CONSTRAINT pk_segment PRIMARY KEY (segment_key)
);

CREATE TABLE segment_contact (
    segment_key VARCHAR(64) NOT NULL,
    contact_id  BIGINT      NOT NULL,
    added_at    DATETIME(3) NOT NULL,
    CONSTRAINT pk_segment_contact PRIMARY KEY (segment_key, contact_id)
);
CREATE INDEX ix_segment_contact_contact ON segment_contact (contact_id);

CREATE TABLE segment_watch (
    watcher     VARCHAR(100) NOT NULL,
    segment_key VARCHAR(64)  NOT NULL,
    CONSTRAINT pk_segment_watch PRIMARY KEY (watcher, segment_key)
);

-- One row per watched segment: its lock while a node looks, and the sign that those who were in it at first are noted.
CREATE TABLE segment_watched (
    segment_key VARCHAR(64) NOT NULL,
    since       DATETIME(3) NOT NULL,
    CONSTRAINT pk_segment_watched PRIMARY KEY (segment_key)
);

CREATE TABLE segment_member (
    segment_key VARCHAR(64) NOT NULL,
    contact_id  BIGINT      NOT NULL,
    entered_at  DATETIME(3) NOT NULL,
    CONSTRAINT pk_segment_member PRIMARY KEY (segment_key, contact_id)
);
CREATE INDEX ix_segment_member_contact ON segment_member (contact_id);

-- What the shipped scenarios start from; a row of a migration, so that one that was deleted does not come back.
INSERT INTO segment (segment_key, name, kind, rule_json, version, created_at, updated_at) VALUES
    ('exhibition-leads', '展示会で名刺交換した方', 'RULE', '{"tag":"exhibition"}', 1, '2026-11-22 00:00:00', '2026-11-22 00:00:00'),
    ('engaged', '関心が高まっている方(総合スコア20以上)', 'RULE', '{"score":"overall","op":"ge","value":20}', 1, '2026-11-22 00:00:00', '2026-11-22 00:00:00'),
    ('hot-leads', 'ホットリード(総合スコア50以上)', 'RULE', '{"score":"overall","op":"ge","value":50}', 1, '2026-11-22 00:00:00', '2026-11-22 00:00:00');
