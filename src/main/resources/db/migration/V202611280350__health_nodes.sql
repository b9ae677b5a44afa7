-- Which nodes work on this database. Each says every ten seconds that it lives, and takes its row away when it stops in order.
CREATE TABLE node (
    id         BIGINT       NOT NULL,
    name       VARCHAR(255) NOT NULL,
    version    VARCHAR(64)  NOT NULL,
    started_at DATETIME(3)  NOT NULL,
    seen_at    DATETIME(3)  NOT NULL,
    disk_free  BIGINT       NOT NULL,
    disk_total BIGINT       NOT NULL,
    CONSTRAINT pk_node PRIMARY KEY (id)
);

-- How quickly each node does what is counted.
CREATE TABLE node_rate (
    node_id    BIGINT      NOT NULL,
    sign       VARCHAR(60) NOT NULL,
    per_second DOUBLE      NOT NULL,
    CONSTRAINT pk_node_rate PRIMARY KEY (node_id, sign)
);
