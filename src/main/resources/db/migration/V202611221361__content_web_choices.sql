-- What each contact sees in a slot of the web site: chosen by scenarios, read by whoever fills the slot.
CREATE TABLE web_content_choice (
    contact_id BIGINT      NOT NULL,
    slot       VARCHAR(64) NOT NULL,
    content    VARCHAR(64) NOT NULL,
    chosen_at  DATETIME(3) NOT NULL,
    CONSTRAINT pk_web_content_choice PRIMARY KEY (contact_id, slot)
);
