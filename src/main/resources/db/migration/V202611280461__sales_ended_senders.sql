-- Who waits for the answer to a handover, and when it stopped waiting: the task says so, and sales goes on without it.
ALTER TABLE sales_handover ADD COLUMN sender VARCHAR(40);
ALTER TABLE sales_handover ADD COLUMN ended_at DATETIME(3);
