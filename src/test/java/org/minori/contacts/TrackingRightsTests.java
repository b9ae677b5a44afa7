package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minori.MinoriTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@MinoriTest
class TrackingRightsTests {

    @Autowired
    ContactDirectory directory;

    @Autowired
    ContactIntake intake;

    @Autowired
    JdbcTemplate jdbc;

    @ParameterizedTest
    @CsvSource({
        "true, , true",
        "false, , false",
        "true, GIVEN, true",
        "false, GIVEN, true",
        "true, WITHDRAWN, false",
        "false, WITHDRAWN, false"
    })
    void theAnswerDecidesAndWhereThereIsNoneTheInstallation(boolean byDefault, String answer, boolean tracked) {
        var contact = named(Contacts.freshEmail());
        directory.setField(contact, "trackingConsent", answer == null ? "" : answer);

        var rights = new TrackingRights(jdbc, new ContactSettings(Path.of("unused"), byDefault));

        assertThat(rights.mayTrack(contact)).isEqualTo(tracked);
        assertThat(rights.mayTrack(directory.get(contact))).isEqualTo(tracked);
    }

    @ParameterizedTest
    @CsvSource({"同意, GIVEN", "はい, GIVEN", "given, GIVEN", "1, GIVEN", "拒否, WITHDRAWN", "いいえ, WITHDRAWN", "no, WITHDRAWN"
    })
    void aFileMaySayItInItsOwnWords(String cell, TrackingConsent answer) {
        var email = Contacts.freshEmail();

        var id = file(email, cell);

        assertThat(directory.get(id).trackingConsent()).isEqualTo(answer);
        assertThat(directory.consentHistory(id))
                .extracting(ConsentProof::kind, ConsentProof::source)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        ConsentProof.Kind.valueOf("TRACKING_" + answer), ImportChunks.SOURCE));
    }

    @Test
    void aFileNeverOverrulesARefusalButThePersonDoes() {
        var email = Contacts.freshEmail();
        var id = file(email, "拒否");

        file(email, "同意");
        assertThat(directory.get(id).trackingConsent()).isEqualTo(TrackingConsent.WITHDRAWN);

        directory.update(id, Map.of("trackingConsent", "GIVEN"), null, null);
        assertThat(directory.get(id).trackingConsent()).isEqualTo(TrackingConsent.GIVEN);
        assertThat(directory.consentHistory(id))
                .extracting(ConsentProof::kind)
                .containsExactly(ConsentProof.Kind.TRACKING_GIVEN, ConsentProof.Kind.TRACKING_WITHDRAWN);
    }

    @Test
    void theUsualHeadersAreRecognised() {
        assertThat(HeaderLikeness.targets(List.of("メール", "トラッキング同意"), directory.fields()))
                .containsExactly("email", "trackingConsent");
        assertThat(HeaderLikeness.targets(List.of("開封・クリック計測への同意"), directory.fields()))
                .containsExactly("trackingConsent");
    }

    private ContactId named(String email) {
        return intake.take(ContactDetails.of(Map.of("email", email), null, Map.of(), null), "test")
                .id();
    }

    private ContactId file(String email, String cell) {
        var row = new ImportedRow(
                new ImportOptions(
                        List.of("メール", "同意"),
                        List.of("email", "trackingConsent"),
                        java.util.Set.of(),
                        null,
                        null,
                        List.of(),
                        null),
                java.time.ZoneOffset.UTC);
        return intake.takeAll(List.of(row.details(List.of(email, cell))), ImportChunks.SOURCE)
                .get(0)
                .id();
    }
}
