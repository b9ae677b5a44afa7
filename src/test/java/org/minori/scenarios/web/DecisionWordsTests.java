package org.minori.scenarios.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minori.MinoriTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

@MinoriTest
class DecisionWordsTests {

    @Autowired
    DecisionWords words;

    @BeforeEach
    void readInJapanese() {
        LocaleContextHolder.setLocale(Locale.JAPANESE);
    }

    @AfterEach
    void readAsBefore() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource({
        "score.overall = 24, 総合スコア 24点",
        "salesOutcome = lost, 営業の結果: 失注",
        "stage = MQL; inSegment = true, ステージ: MQL、セグメントに含まれる: はい",
        "decision = gold, decision = gold"
    })
    void whyARunWentOnReadsAsWords(String note, String shown) {
        assertThat(words.of(note)).isEqualTo(shown);
    }
}
