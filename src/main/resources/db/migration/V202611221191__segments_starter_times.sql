-- The starter segments were made when the tables were, not on the day on which somebody wrote them down.
UPDATE segment SET created_at = CURRENT_TIMESTAMP(3), updated_at = CURRENT_TIMESTAMP(3)
    WHERE segment_key IN ('exhibition-leads', 'engaged', 'hot-leads') AND version = 1 AND updated_at = '2026-11-22 00:00:00';
