package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.minori.contacts.ContactField.Type;

class SpellingTests {

    @Test
    void aCompanyHasOneKeyHoweverItsLegalFormIsWritten() {
        assertThat(Spelling.companyKey("㈱みのり商事"))
                .isEqualTo(Spelling.companyKey("（株）みのり商事"))
                .isEqualTo(Spelling.companyKey("(株) みのり商事"))
                .isEqualTo(Spelling.companyKey("株式会社　みのり商事"))
                .isNotEqualTo(Spelling.companyKey("みのり商事株式会社"));
        assertThat(Spelling.companyKey("ＡＢＣ Co., Ltd.")).isEqualTo(Spelling.companyKey("abc co ltd"));
    }

    @Test
    void aWordIsFoundWhateverItsWidthCaseAndKana() {
        assertThat(Spelling.searchable("ﾔﾏﾀﾞ"))
                .isEqualTo(Spelling.searchable("やまだ"))
                .isEqualTo("ヤマダ");
        assertThat(Spelling.searchable("Ｙａｍａｄａ")).isEqualTo("yamada");
    }

    @Test
    void namesAreSplitAsTheyAreWritten() {
        assertThat(ImportTarget.split("山田　太郎 様")).containsExactly("山田", "太郎");
        assertThat(ImportTarget.split("山田太郎")).containsExactly("山田太郎", "");
        assertThat(ImportTarget.split("Taro Yamada")).containsExactly("Yamada", "Taro");
        assertThat(ImportTarget.split("YAMADA Taro")).containsExactly("YAMADA", "Taro");
    }

    @Test
    void valuesAreKeptInOneForm() {
        assertThat(FieldValue.read(Type.NUMBER, "１,２００.50"))
                .map(FieldValue::text)
                .contains("1200.5");
        assertThat(FieldValue.read(Type.NUMBER, "1e400")).isEmpty();
        assertThat(FieldValue.read(Type.NUMBER, "9".repeat(19))).isEmpty();
        assertThat(FieldValue.read(Type.DATE, "2026年2月3日"))
                .map(FieldValue::text)
                .contains("2026-02-03");
        assertThat(FieldValue.read(Type.DATE, "2026/02/30")).isEmpty();
        assertThat(FieldValue.read(Type.DATE, "20261121")).map(FieldValue::text).contains("2026-11-21");
        assertThat(FieldValue.read(Type.BOOLEAN, "はい")).map(FieldValue::text).contains("true");
        assertThat(FieldValue.read(Type.BOOLEAN, "maybe")).isEmpty();
        assertThat(FieldValue.read(Type.TEXT, "a\u0000b")).isEmpty();
    }

    @Test
    void aSpreadsheetFindsNoFormulaInWhatWeWrite() {
        for (var dangerous : new String[] {
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1+1",
            "＋1",
            "－1",
            "＠x",
            "  =1",
            "　=1",
            "=cmd|' /C calc'!A0"
        }) {
            assertThat(CsvWriter.safe(dangerous)).isEqualTo("'" + dangerous);
        }
        assertThat(CsvWriter.safe("株式会社みのり")).isEqualTo("株式会社みのり");
    }
}
