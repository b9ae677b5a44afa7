package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@MinoriTest
class AuditLogTests {

    @Autowired
    AuditLog audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void aChangedRowIsFoundByTheCheck() {
        audit.record("test.before", "thing:1", Map.of("old", "1"));
        var number = newest().number();
        audit.record("test.after", "thing:1", Map.of("old", "2"));
        assertThat(audit.verify().intact()).isTrue();
        var details = jdbc.sql("SELECT details FROM audit_entry WHERE seq = ?")
                .param(number)
                .query(String.class)
                .single();

        change(number, details.replace('1', '9'));

        assertThat(audit.verify().firstBroken()).isEqualTo(number);
        change(number, details);
        assertThat(audit.verify().intact()).isTrue();
    }

    @Test
    void aRemovedLastRowIsFoundByTheCheck() {
        audit.record("test.last", "thing:1", Map.of());
        var number = newest().number();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("DELETE FROM audit_entry WHERE seq = ?").param(number).update();

            assertThat(audit.verify().intact()).isFalse();
            status.setRollbackOnly();
        });
    }

    @Test
    void whatIsRolledBackIsNotRecorded() {
        transactions.executeWithoutResult(status -> {
            audit.record("test.rolledBack", "thing:1", Map.of());
            status.setRollbackOnly();
        });

        assertThat(audit.actions()).doesNotContain("test.rolledBack");
    }

    @Test
    void secretsAndWholeAddressesAreMasked() {
        audit.record(
                "test.masked",
                "user:hanako@example.com",
                Map.of("email", "hanako@example.com", "newPassword", "correct horse"));

        assertThat(newest().subject()).isEqualTo("user:h***@example.com");
        assertThat(newest().details())
                .containsEntry("email", "h***@example.com")
                .containsEntry("newPassword", "***");
    }

    private AuditEntry newest() {
        return audit.page(null, AuditQuestion.EVERYTHING, 1).get(0);
    }

    private void change(long number, String details) {
        jdbc.sql("UPDATE audit_entry SET details = ? WHERE seq = ?")
                .params(details, number)
                .update();
    }
}
