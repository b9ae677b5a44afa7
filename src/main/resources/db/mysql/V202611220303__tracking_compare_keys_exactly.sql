-- MySQL compares text without case by default; types and visitors differ by case.
ALTER TABLE visitor MODIFY visitor_key VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
ALTER TABLE page_view MODIFY visitor_key VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
