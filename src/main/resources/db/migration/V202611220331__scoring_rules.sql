-- What each kind of touchpoint is worth until somebody decides otherwise; rules without a name are shown by the message files.
CREATE TABLE score_rule (
    rule_key     VARCHAR(64)  NOT NULL,
    name         VARCHAR(100),
    event_type   VARCHAR(64)  NOT NULL,
    subject      VARCHAR(250),
    url_pattern  VARCHAR(250),
    score        VARCHAR(64)  NOT NULL,
    points       INT          NOT NULL,
    limit_times  INT,
    limit_days   INT,
    version      INT          NOT NULL,
    active       BOOLEAN      NOT NULL,
    updated_at   DATETIME(3)  NOT NULL,
    CONSTRAINT pk_score_rule PRIMARY KEY (rule_key)
);
INSERT INTO score_rule (rule_key, name, event_type, subject, url_pattern, score, points, limit_times, limit_days, version, active, updated_at) VALUES
    ('email-opened', NULL, 'emailOpened', NULL, NULL, 'overall', 1, 1, 1, 1, TRUE, '2026-11-22 00:00:00'),
    ('email-clicked', NULL, 'emailClicked', NULL, NULL, 'overall', 3, NULL, NULL, 1, TRUE, '2026-11-22 00:00:00'),
    ('page-viewed', NULL, 'pageViewed', NULL, NULL, 'overall', 1, 5, 1, 1, TRUE, '2026-11-22 00:00:00'),
    ('price-page-viewed', NULL, 'pageViewed', NULL, '*/pric*', 'overall', 5, 1, 1, 1, TRUE, '2026-11-22 00:00:00'),
    ('document-requested', NULL, 'documentRequested', NULL, NULL, 'overall', 10, 1, 1, 1, TRUE, '2026-11-22 00:00:00'),
    ('form-submitted', NULL, 'formSubmitted', NULL, NULL, 'overall', 5, 3, 1, 1, TRUE, '2026-11-22 00:00:00');
