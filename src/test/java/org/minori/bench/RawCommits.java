package org.minori.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.minori.support.MySqlServer;

/** The two durable commits that note a mail before its last word and after its answer, by nothing but JDBC: one row, one index. */
final class RawCommits implements RawSmtp.Notes, AutoCloseable {

    private final List<Connection> connections = new ArrayList<>();
    private final List<PreparedStatement> updates = new ArrayList<>();
    private final int each;

    RawCommits(MySqlServer.Database database, int connections, int mails) throws SQLException {
        each = mails / connections;
        for (int i = 0; i < connections; i++) {
            this.connections.add(DriverManager.getConnection(database.url(), database.username(), database.password()));
        }
        var first = this.connections.get(0);
        try (var statement = first.createStatement()) {
            statement.execute("CREATE TABLE raw_mail (id INT NOT NULL PRIMARY KEY, state VARCHAR(12) NOT NULL)");
            statement.execute("CREATE INDEX raw_mail_state ON raw_mail (state, id)");
        }
        first.setAutoCommit(false);
        try (var insert = first.prepareStatement("INSERT INTO raw_mail VALUES (?, 'CLAIMED')")) {
            for (int id = 0; id < mails; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        first.setAutoCommit(true);
        for (var connection : this.connections) {
            updates.add(connection.prepareStatement("UPDATE raw_mail SET state = ? WHERE id = ?"));
        }
    }

    @Override
    public void beforeTheText(int connection, int mail) {
        note(connection, mail, "HANDED");
    }

    @Override
    public void afterTheAnswer(int connection, int mail) {
        note(connection, mail, "SENT");
    }

    private void note(int connection, int mail, String state) {
        try {
            var update = updates.get(connection);
            update.setString(1, state);
            update.setInt(2, connection * each + mail);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
