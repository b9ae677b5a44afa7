-- The task list of sales: at most one living task per lead, so that no two people approach it; every handover request leads to one.
CREATE TABLE sales_task (
    id            BIGINT       NOT NULL,
    contact_id    BIGINT       NOT NULL,
    -- The contact while the task is open or accepted, empty afterwards: its uniqueness is the rule of one living task.
    living_contact BIGINT,
    scenario      VARCHAR(200),
    team          VARCHAR(100),
    assignee      BIGINT,
    status        VARCHAR(10)  NOT NULL,
    message       VARCHAR(1000),
    stage_before  VARCHAR(20)  NOT NULL,
    created_at    DATETIME(3)  NOT NULL,
    remind_at     DATETIME(3),
    due_at        DATETIME(3)  NOT NULL,
    reminded_at   DATETIME(3),
    escalated_at  DATETIME(3),
    accepted_at   DATETIME(3),
    closed_at     DATETIME(3),
    decided_by    BIGINT,
    reason_code   VARCHAR(20),
    reason        VARCHAR(500),
    amount        DECIMAL(18, 2),
    CONSTRAINT pk_sales_task PRIMARY KEY (id),
    CONSTRAINT uk_sales_task_living UNIQUE (living_contact)
);
CREATE INDEX ix_sales_task_contact ON sales_task (contact_id, id);
CREATE INDEX ix_sales_task_assignee ON sales_task (assignee, status, due_at);
CREATE INDEX ix_sales_task_status ON sales_task (status, due_at);

-- Who asked for a task: a second scenario that hands the same lead over joins the task that lives, and hears of it too.
CREATE TABLE sales_handover (
    once_key   VARCHAR(191) NOT NULL,
    task_id    BIGINT       NOT NULL,
    contact_id BIGINT       NOT NULL,
    told       VARCHAR(10),
    -- It joined a task that was decided already and has to hear of it once its own transaction is through.
    late       BOOLEAN      NOT NULL,
    created_at DATETIME(3)  NOT NULL,
    CONSTRAINT pk_sales_handover PRIMARY KEY (once_key)
);
CREATE INDEX ix_sales_handover_task ON sales_handover (task_id);
CREATE INDEX ix_sales_handover_contact ON sales_handover (contact_id);
CREATE INDEX ix_sales_handover_late ON sales_handover (late, created_at);
