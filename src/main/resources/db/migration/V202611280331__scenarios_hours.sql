-- When the mails of a scenario may go out, where that is not the usual: no mail in quiet hours, and only while a calendar is open.
ALTER TABLE scenario ADD COLUMN quiet_from VARCHAR(5);

ALTER TABLE scenario ADD COLUMN quiet_to VARCHAR(5);

ALTER TABLE scenario ADD COLUMN calendar_key VARCHAR(64);
