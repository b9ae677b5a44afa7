-- Which mail a connection has said last: one small row a claim is all that is written between two mails, the outbox follows many at a time.
-- Of a claim's mails, which go out by rising id, those below said_id were taken, said_id itself is in doubt, those above were not begun.
CREATE TABLE sending_line (
    owner VARCHAR(120) NOT NULL,
    said_id BIGINT NOT NULL,
    closed BOOLEAN NOT NULL,
    lease_ends DATETIME(3) NOT NULL,
    due_at DATETIME(3) NOT NULL,
    CONSTRAINT pk_sending_line PRIMARY KEY (owner)
);
