-- Who answers for a scenario, what it belongs to, and how many mails of it one contact gets in seven days at the most.
ALTER TABLE scenario ADD COLUMN owner_id BIGINT;
ALTER TABLE scenario ADD COLUMN campaign_key VARCHAR(64);
ALTER TABLE scenario ADD COLUMN mails_a_week INT;
