package org.minori.contacts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Whether opens and clicks of a person may be noted; who was never asked is treated as the installation says. */
@Service
public class TrackingRights {

    private final JdbcTemplate jdbc;
    private final boolean byDefault;

    TrackingRights(JdbcTemplate jdbc, ContactSettings settings) {
        this.jdbc = jdbc;
        this.byDefault = settings.trackByDefault();
    }

    /** Whether those who were never asked are tracked. */
    public boolean byDefault() {
        return byDefault;
    }

    public boolean mayTrack(ContactCard card) {
        return allows(card.trackingConsent());
    }

    /** Read fresh; false where there is no such contact. */
    public boolean mayTrack(ContactId contact) {
        List<Boolean> answers = jdbc.query(
                "SELECT tracking_consent FROM contact WHERE id = ?",
                (row, number) -> allows(row.getString(1) == null ? null : TrackingConsent.valueOf(row.getString(1))),
                contact.value());
        return answers.contains(true);
    }

    private boolean allows(@Nullable TrackingConsent answer) {
        return answer == null ? byDefault : answer == TrackingConsent.GIVEN;
    }
}
