package org.minori.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class BatchedRowsTests {

    private static final String INSERT = "INSERT INTO line (text) VALUES (?)";

    private JdbcTemplate jdbc;
    private BatchedRows rows;
    private TransactionTemplate transaction;

    @BeforeEach
    void database() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:rows" + TimeOrderedIds.next() + ";MODE=MySQL;DB_CLOSE_DELAY=-1");
        jdbc = new JdbcTemplate(source);
        jdbc.execute("CREATE TABLE line (text VARCHAR(50))");
        rows = new BatchedRows(jdbc);
        var manager = new JdbcTransactionManager(source);
        manager.addListener(rows);
        transaction = new TransactionTemplate(manager);
    }

    @Test
    void rowsAreWrittenAtTheCommitAndSeenBeforeItAfterAFlush() {
        transaction.executeWithoutResult(status -> {
            rows.add(INSERT, "a");
            assertThat(lines()).isEmpty();
            rows.flush();
            assertThat(lines()).containsExactly("a");
            rows.add(INSERT, "b");
        });

        assertThat(lines()).containsExactly("a", "b");
    }

    @Test
    void aRolledBackTransactionLeavesNothing() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    rows.add(INSERT, "a");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        transaction.executeWithoutResult(status -> rows.add(INSERT, "b"));

        assertThat(lines()).containsExactly("b");
    }

    @Test
    void rowsThatAnotherSynchronisationAddsBeforeTheCommitAreWrittenToo() {
        transaction.executeWithoutResult(status -> before(() -> rows.add(INSERT, "first row of all")));
        transaction.executeWithoutResult(status -> {
            rows.add(INSERT, "early");
            before(() -> rows.add(INSERT, "late"));
        });

        assertThat(lines()).containsExactly("first row of all", "early", "late");
    }

    @Test
    void collectorsSettleUntilNothingIsLeftToDo() {
        transaction.executeWithoutResult(status -> {
            rows.collector(Words.class, Words::new).words.add("word");
            rows.collector(Echo.class, () -> new Echo(rows)).left = 3;
        });

        assertThat(lines()).containsExactlyInAnyOrder("word", "echo 3", "echo 2", "echo 1");
    }

    @Test
    void anInnerTransactionWritesItsOwnRowsOnly() {
        var inner = new TransactionTemplate(transaction.getTransactionManager());
        inner.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(status -> {
            rows.add(INSERT, "outer");
            inner.executeWithoutResult(innerStatus -> rows.add(INSERT, "inner"));
            assertThat(lines()).containsExactly("inner");
        });

        assertThat(lines()).containsExactly("inner", "outer");
    }

    @Test
    void outsideATransactionARowIsWrittenAtOnce() {
        rows.add(INSERT, "a");

        assertThat(lines()).containsExactly("a");
    }

    private List<String> lines() {
        return jdbc.queryForList("SELECT text FROM line", String.class);
    }

    private static void before(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                work.run();
            }
        });
    }

    private final class Words implements BatchedRows.Collector {

        private final List<String> words = new ArrayList<>();

        @Override
        public boolean settle() {
            var taken = List.copyOf(words);
            words.clear();
            taken.forEach(word -> rows.add(INSERT, word));
            return !taken.isEmpty();
        }
    }

    private static final class Echo implements BatchedRows.Collector {

        private final BatchedRows rows;
        private int left;

        private Echo(BatchedRows rows) {
            this.rows = rows;
        }

        @Override
        public boolean settle() {
            if (left == 0) {
                return false;
            }
            rows.add(INSERT, "echo " + left--);
            return true;
        }
    }

    @Test
    void oneStatementWritesAllIdsWithTheSameArgumentsAndTheLastArgumentsCount() {
        jdbc.execute("CREATE TABLE card (id BIGINT PRIMARY KEY, colour VARCHAR(10))");
        jdbc.execute("INSERT INTO card (id) VALUES (1), (2), (3), (4), (5), (6)");
        var paint = "UPDATE card SET colour = ? WHERE id IN (%s)";

        transaction.executeWithoutResult(status -> {
            rows.addId(paint, 5, "red");
            rows.addId(paint, 1, "red");
            rows.addId(paint, 2, "blue");
            rows.addId(paint, 3, "blue");
            rows.addId(paint, 3, "red");
            rows.addId(paint, 4, (Object) null);
            assertThat(colours()).containsOnlyNulls();
        });
        rows.addId(paint, 6, "green");

        assertThat(colours()).containsExactly("red", "blue", "red", null, "red", "green");
    }

    private List<String> colours() {
        return jdbc.queryForList("SELECT colour FROM card ORDER BY id", String.class);
    }

    @Test
    void howManyRowsWereNewIsKnownHoweverManyThereAre() {
        jdbc.execute("CREATE TABLE once (word VARCHAR(10) PRIMARY KEY, times INT)");
        var words = new ArrayList<Object[]>();
        for (int i = 0; i < 250; i++) {
            words.add(new Object[] {"w" + i, 1});
        }
        var insert = "INSERT IGNORE INTO once (word, times) VALUES";

        assertThat(rows.insertNew(insert, words.subList(0, 130))).isEqualTo(130);
        assertThat(rows.insertNew(insert, words)).isEqualTo(120);
        assertThat(rows.insertNew(insert, words)).isZero();
        assertThat(rows.insertNew(insert, List.of())).isZero();
        assertThat(rows.insertOr(
                        "INSERT INTO once (word, times) VALUES",
                        List.of(words.get(0), new Object[] {"x", 1}),
                        " ON DUPLICATE KEY UPDATE times = times + VALUES(times)"))
                .isEqualTo(3);
        assertThat(jdbc.queryForObject("SELECT times FROM once WHERE word = 'w0'", Integer.class))
                .isEqualTo(2);
    }
}
