package org.minori.sales;

import java.util.List;
import org.minori.web.InvariantCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every lead that is not a non-target is owned by exactly one side, and sales owns exactly those that it works or worked on with success. */
@Component
class OneOwnerCheck implements InvariantCheck {

    private static final int EXAMPLES = 5;

    private static final String VIOLATED = " FROM contact c LEFT JOIN sales_task t ON t.living_contact = c.id"
            + " WHERE c.owner IS NULL OR c.stage IS NULL"
            + " OR (c.stage = 'NON_TARGET') <> (c.owner = 'NONE')"
            + " OR (c.stage = 'LEAD' AND c.owner <> 'MARKETING')"
            + " OR (c.stage IN ('SQL', 'CUSTOMER') AND c.owner <> 'SALES')"
            + " OR (c.stage = 'MQL' AND c.owner = 'SALES' AND t.id IS NULL)"
            + " OR (c.owner <> 'SALES' AND t.id IS NOT NULL)";

    private final JdbcClient jdbc;

    OneOwnerCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public String messageKey() {
        return "sales.check.oneOwner";
    }

    @Override
    public Finding check() {
        long violations =
                jdbc.sql("SELECT COUNT(*)" + VIOLATED).query(Long.class).single();
        if (violations == 0) {
            return new Finding(0, List.of());
        }
        var examples =
                jdbc
                        .sql("SELECT c.id" + VIOLATED + " ORDER BY c.id LIMIT " + EXAMPLES)
                        .query(Long.class)
                        .list()
                        .stream()
                        .map(id -> "/contacts/" + id)
                        .toList();
        return new Finding(violations, examples);
    }
}
