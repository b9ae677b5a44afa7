package org.minori.delivery;

import org.minori.web.InvariantCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** No marketing mail was handed over after its reader had refused; what was on the wire in that second does not count. */
@Component
class RefusalsHonouredCheck implements InvariantCheck {

    private static final String VIOLATED =
            " FROM suppression s JOIN outbox_mail m ON m.contact_id = s.contact_id WHERE s.contact_id IS NOT NULL"
                    + " AND m.state = 'SENT' AND m.kind = 'MARKETING' AND m.test_to IS NULL"
                    + " AND m.handed_at > TIMESTAMPADD(SECOND, 2, s.created_at)";

    private final JdbcClient jdbc;

    RefusalsHonouredCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public String messageKey() {
        return "delivery.check.refusals";
    }

    @Override
    public Finding check() {
        long violations =
                jdbc.sql("SELECT COUNT(*)" + VIOLATED).query(Long.class).single();
        var examples = jdbc.sql("SELECT DISTINCT m.contact_id" + VIOLATED + " LIMIT 5")
                .query((row, number) -> "/contacts/" + row.getLong(1))
                .list();
        return new Finding(violations, examples);
    }
}
