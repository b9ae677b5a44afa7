package org.minori.scenarios.runs;

import java.util.List;
import org.minori.web.InvariantCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** No step has put more mails into the outbox for a run than the run came to it. */
@Component
class OneMailPerStepCheck implements InvariantCheck {

    private final JdbcClient jdbc;

    OneMailPerStepCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public String messageKey() {
        return "scenarios.check.oneMail";
    }

    @Override
    public Finding check() {
        // Within a shared row a step that was passed begins with ["P","its element": so often as that can be taken out.
        long twice = jdbc.sql("""
                        SELECT COUNT(*) FROM
                          (SELECT enrolment_id, SUBSTRING(origin, LOCATE('/', origin) + 1) AS element, COUNT(*) AS mails
                           FROM outbox_mail WHERE enrolment_id IS NOT NULL GROUP BY enrolment_id, origin) m
                        WHERE m.mails >
                          (SELECT COALESCE(SUM(CASE WHEN s.kind = 'PASSED' AND s.element = m.element THEN 1 ELSE 0 END
                                    + (CHAR_LENGTH(COALESCE(s.further, ''))
                                       - CHAR_LENGTH(REPLACE(COALESCE(s.further, ''), CONCAT('["P","', m.element, '"'), '')))
                                      / (CHAR_LENGTH(m.element) + 7)), 0)
                           FROM enrolment_step s WHERE s.enrolment_id = m.enrolment_id)
                        """).query(Long.class).single();
        return new Finding(twice, List.of());
    }
}
