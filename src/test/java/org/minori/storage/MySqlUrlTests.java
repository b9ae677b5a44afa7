package org.minori.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MySqlUrlTests {

    @Test
    void addsWhatBatchesAndSharedServersNeed() {
        assertThat(MySqlUrl.complete("jdbc:mysql://db/minori"))
                .startsWith("jdbc:mysql://db/minori?rewriteBatchedStatements=true&")
                .contains("&nullDatabaseMeansCurrent=true&connectionTimeZone=UTC");
    }

    @Test
    void leavesWhatIsGivenAsItIs() {
        var completed = MySqlUrl.complete("jdbc:mysql://db/minori?useSSL=false&RewriteBatchedStatements=false");

        assertThat(completed)
                .startsWith("jdbc:mysql://db/minori?useSSL=false&RewriteBatchedStatements=false&cachePrepStmts=true")
                .doesNotContain("rewriteBatchedStatements=true");
    }
}
