-- MySQL takes letters of different case or width for the same by default; two scores whose names differ are two scores.
ALTER TABLE contact_score MODIFY score VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
ALTER TABLE score_ledger MODIFY score VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
