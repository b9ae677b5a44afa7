package org.minori.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written by hand is read back by the mail library. */
class MailTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "a = b \r\ntrailing blank \r\n\tand tab\t\r\n.dot\r\n",
                "日本語の本文です。\r\n二行目",
                "mixed text with 日本語 and a very long line that goes on and on and on and on and on and on and on until it ends 😀",
                "end with blank "
            })
    void quotedPrintableReadsBackAsItWas(String text) throws Exception {
        var out = new ByteArrayOutputStream();
        MailText.quotedPrintable(text.getBytes(StandardCharsets.UTF_8), out);

        var wire = out.toString(StandardCharsets.US_ASCII);
        var read = MimeUtility.decode(new ByteArrayInputStream(out.toByteArray()), "quoted-printable")
                .readAllBytes();
        assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(wire.split("\r\n", -1))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(76));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain subject",
                "looks =?UTF-8?B?like?= an encoded word",
                "展示会へのご来場、誠にありがとうございました。今後のご案内と、お得な情報をまとめてお届けします😀😀😀",
                "a long subject in plain English that is longer than what fits one line of a header by far, as some are"
            })
    void headersReadBackAsTheyWere(String text) throws Exception {
        var header = MailText.header(text);

        assertThat(MimeUtility.decodeText(MimeUtility.unfold(header))).isEqualTo(text);
        assertThat(header.split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(76));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Minori", "みのり商事 営業企画部", "A \"quoted\" \\ name", "Tokyo, Ltd."})
    void mailboxesReadBackAsTheyWere(String name) throws Exception {
        var read = new InternetAddress(MimeUtility.unfold(MailText.mailbox(name, "info@example.jp")), true);

        assertThat(read.getPersonal()).isEqualTo(name);
        assertThat(read.getAddress()).isEqualTo("info@example.jp");
    }
}
