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
        long twice = jdbc.sql("""
                        SELECT COUNT(*) FROM
                          (SELECT enrolment_id, origin, COUNT(*) AS mails FROM outbox_mail
                           WHERE enrolment_id IS NOT NULL GROUP BY enrolment_id, origin) m
                        WHERE m.mails > (SELECT COUNT(*) FROM enrolment_step s
                                         WHERE s.enrolment_id = m.enrolment_id AND s.kind = 'PASSED'
                                           AND s.element = SUBSTRING(m.origin, LOCATE('/', m.origin) + 1))
                        """).query(Long.class).single();
        return new Finding(twice, List.of());
    }
}
