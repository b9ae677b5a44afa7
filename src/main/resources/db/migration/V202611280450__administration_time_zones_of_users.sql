-- By whose clock a user reads times; null for that of the browser.
ALTER TABLE app_user ADD COLUMN time_zone VARCHAR(60);
