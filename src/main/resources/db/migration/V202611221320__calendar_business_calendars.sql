-- When somebody is there: working hours by the clock of a zone, and days off. A table, so that people can change it.
CREATE TABLE business_calendar (
    calendar_key      VARCHAR(64)  NOT NULL,
    name              VARCHAR(100) NOT NULL,
    zone              VARCHAR(60)  NOT NULL,
    hours             VARCHAR(300) NOT NULL,
    japanese_holidays BOOLEAN      NOT NULL,
    days_off          TEXT         NOT NULL,
    updated_at        DATETIME(3)  NOT NULL,
    CONSTRAINT pk_business_calendar PRIMARY KEY (calendar_key)
);

INSERT INTO business_calendar (calendar_key, name, zone, hours, japanese_holidays, days_off, updated_at) VALUES
    ('standard', '営業時間', 'Asia/Tokyo',
     'MONDAY 09:00-18:00,TUESDAY 09:00-18:00,WEDNESDAY 09:00-18:00,THURSDAY 09:00-18:00,FRIDAY 09:00-18:00',
     TRUE, '', '2026-11-22 00:00:00');
