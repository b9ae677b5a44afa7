-- The server's usual collation takes は, ば and ハ for one letter, which would make one tag, company or external id of two; names stay as they are, so that a search finds them whatever the letter.
ALTER TABLE tag MODIFY tag VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
ALTER TABLE contact_tag MODIFY tag VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
ALTER TABLE company MODIFY name_key VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
ALTER TABLE contact MODIFY external_id VARCHAR(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE contact_search MODIFY words VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
