package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchKeysTests {

    @ParameterizedTest
    @CsvSource({
        "03-1234-5678, ０３－１２３４－５６７８",
        "03-1234-5678, +81 3 1234 5678",
        "03-1234-5678, +81 (0)3-1234-5678",
        "03-1234-5678, 0081-3-1234-5678",
        "03-1234-5678, 03(1234)5678 内線12",
        "03-1234-5678, 03-1234-5678（代表）",
        "090-1234-5678, 81-90-1234-5678",
        "+1 212 555 0147, +1 (212) 555-0147"
    })
    void aPhoneIsTheSameHoweverItIsWritten(String one, String other) {
        assertThat(MatchKeys.phone(other)).isNotEmpty().isEqualTo(MatchKeys.phone(one));
    }

    @ParameterizedTest
    @CsvSource({"12345", "000-0000-0000", "なし", "03-1234"})
    void whatIsNoNumberOfOnesOwnIsNotCompared(String written) {
        assertThat(MatchKeys.phone(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"㈱髙島工業, 株式会社高島工業", "（株）高島工業, 高島工業", "高島工業㈱, 株式会社　髙島工業", "ミノリ商事, ﾐﾉﾘ商事", "ＡＢＣ Ｃｏ．， Ｌｔｄ．, abc"})
    void aCompanyIsTheSameHoweverItIsWritten(String one, String other) {
        assertThat(MatchKeys.company(other)).isNotEmpty().isEqualTo(MatchKeys.company(one));
    }

    @Test
    void aCompanyOfNothingButALegalFormIsNotEverybodysCompany() {
        assertThat(MatchKeys.company("株式会社")).isEqualTo("株式会社");
    }

    @Test
    void colleaguesBehindOneSwitchboardAreNotOnePerson() {
        var one = keys("山田", "太郎", "株式会社みのり", "03-1234-5678");
        var colleague = keys("鈴木", "花子", "株式会社みのり", "03-1234-5678");
        var again = keys("山田", "太郎", "みのり", "0312345678");

        assertThat(Likeness.of(one, colleague).score()).isLessThan(Likeness.LEAST);
        assertThat(Likeness.of(one, again).reasons()).containsExactly(MatchKind.PHONE, MatchKind.NAME);
        assertThat(Likeness.of(one, again).score()).isGreaterThan(90);
    }

    @Test
    void aFamilyNameAloneIsNoName() {
        assertThat(keys("山田", null, "みのり", null).texts()).isEmpty();
    }

    private static MatchKeys keys(String last, String first, String company, String phone) {
        return MatchKeys.of(new ContactCard(
                new ContactId(1),
                null,
                null,
                last,
                first,
                null,
                null,
                company,
                null,
                null,
                phone,
                null,
                null,
                Stage.LEAD,
                LeadOwner.MARKETING,
                null,
                Set.of(),
                Map.of(),
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH));
    }
}
