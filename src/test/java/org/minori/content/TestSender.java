package org.minori.content;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who mails come from in a test: nothing that mails can be published before it is said. */
@Component
public class TestSender {

    private final SenderProfiles senders;
    private final JdbcClient jdbc;

    TestSender(SenderProfiles senders, JdbcClient jdbc) {
        this.senders = senders;
        this.jdbc = jdbc;
    }

    public void set() {
        senders.save(new SenderProfile(
                "みのり商事", "info@minori.example.jp", null, "みのり商事株式会社", "東京都千代田区1-1", "03-0000-0000", false));
    }

    /** As on the first day. */
    public void unset() {
        jdbc.sql("DELETE FROM sender_profile").update();
        senders.lookAgain();
    }
}
