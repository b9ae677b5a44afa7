package org.minori.contacts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactReference;
import org.minori.contacts.Contacts;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.w3c.dom.Document;

@MinoriTest
class ContactPagesTests {

    private static final String ATTACK = "<img src=x onerror=window.__xss=1>";

    @Autowired
    MockMvc browser;

    @Autowired
    ContactDirectory directory;

    private ContactId hostile(String email) {
        return directory
                .upsert(new ContactDetails(
                        email,
                        null,
                        ATTACK,
                        ATTACK,
                        ATTACK,
                        null,
                        ATTACK + email,
                        ATTACK,
                        ATTACK,
                        null,
                        null,
                        null,
                        Set.of("<script>alert(1)</script>"),
                        java.util.Map.of("industry", ATTACK),
                        null))
                .id();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void hostileNamesAreOnlyText(String language) throws Exception {
        var email = Contacts.freshEmail();
        var id = hostile(email);
        for (var path : List.of(
                "/contacts?q=" + email,
                "/contacts/" + id,
                "/contacts/" + id + "?tab=consent",
                "/companies?q=" + email,
                "/search?q=" + email)) {
            browser.perform(get(path).with(SignedIn.as(Role.MARKETER)).header("Accept-Language", language))
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .string(allOf(
                                    not(containsString("<img")),
                                    not(containsString("<script>alert")),
                                    not(containsString("??")))));
        }
        browser.perform(get("/contacts/" + id).with(SignedIn.as(Role.MARKETER)))
                .andExpect(content().string(containsString("&lt;img src=x onerror")));
    }

    @Test
    void theExportedListSaysStageOwnerAndConsentInWords() throws Exception {
        var id = directory.upsert(Contacts.with(Contacts.freshEmail())).id();

        var list = browser.perform(
                        get("/contacts/export").header("Accept-Language", "ja").with(SignedIn.as(Role.MARKETER)))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(list.lines().filter(line -> line.contains(id.toString())))
                .singleElement()
                .asString()
                .contains("\"リード\",\"マーケティング\"")
                .doesNotContain("LEAD");
    }

    @Test
    void anExportInShiftJisKeepsTheLettersOfNamesAndMarksWhatItLacks() throws Exception {
        var email = Contacts.freshEmail();
        directory.upsert(Contacts.with(email, "髙﨑①㈱", "𠮷😀子"));

        var answer = browser.perform(get("/contacts/export?format=shift_jis&q=" + email)
                        .header("Accept-Language", "ja")
                        .with(SignedIn.as(Role.MARKETER)))
                .andExpect(header().string("Content-Type", "text/csv;charset=Shift_JIS"))
                .andReturn()
                .getResponse();

        assertThat(new String(answer.getContentAsByteArray(), Charset.forName("windows-31j")))
                .startsWith("\"ID\",\"メールアドレス\"")
                .contains("\"" + email + "\"", "\"髙﨑①㈱\",\"〓〓子\"");
    }

    @Test
    void aWorkbookHoldsEveryCellAsTextAndNoFormula() throws Exception {
        var email = Contacts.freshEmail();
        directory.upsert(Contacts.with(email, "=1+1", "<髙 & 﨑>"));

        var answer = browser.perform(
                        get("/contacts/export?format=xlsx&q=" + email).with(SignedIn.as(Role.MARKETER)))
                .andExpect(header().string("Content-Disposition", containsString("minori-contacts.xlsx")))
                .andReturn()
                .getResponse();

        var parts = new TreeMap<String, Document>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.getContentAsByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(
                        entry.getName(),
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(new ByteArrayInputStream(zip.readAllBytes())));
            }
        }
        assertThat(parts)
                .containsOnlyKeys(
                        "[Content_Types].xml",
                        "_rels/.rels",
                        "xl/_rels/workbook.xml.rels",
                        "xl/workbook.xml",
                        "xl/worksheets/sheet1.xml");
        var sheet = parts.get("xl/worksheets/sheet1.xml");
        var texts = new ArrayList<String>();
        var cells = sheet.getElementsByTagName("c");
        for (int i = 0; i < cells.getLength(); i++) {
            texts.add(cells.item(i).getTextContent());
            assertThat(cells.item(i).getAttributes().getNamedItem("t").getNodeValue())
                    .isEqualTo("inlineStr");
        }
        assertThat(texts).contains(email, "=1+1", "<髙 & 﨑>");
        assertThat(sheet.getElementsByTagName("f").getLength()).isZero();
    }

    @Test
    void aListIsFilteredInPlaceAndItsAddressWorksAlone() throws Exception {
        var email = Contacts.freshEmail();
        directory.upsert(Contacts.with(email, "一覧", "花子"));
        browser.perform(get("/contacts?q=" + email)
                        .with(SignedIn.as(Role.SALES))
                        .header("HX-Request", "true"))
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("一覧 花子"), not(containsString("<html")))));
        browser.perform(get("/contacts?q=" + email + "&stage=CUSTOMER").with(SignedIn.as(Role.SALES)))
                .andExpect(content().string(allOf(not(containsString("一覧 花子")), containsString("<html"))));
    }

    @Test
    void whatWasTypedIsNotLostWhenItIsWrong() throws Exception {
        browser.perform(post("/contacts")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .param("lastName", "入力した名前")
                        .param("email", "broken")
                        .param("employees", "たくさん")
                        .header("Accept-Language", "ja"))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("入力した名前"),
                                containsString("メールアドレスの形が正しくありません"),
                                containsString("数値で入力してください"))));
    }

    @Test
    void salesReadsAndDoesNotWrite() throws Exception {
        var id = directory.upsert(Contacts.with(Contacts.freshEmail())).id();
        browser.perform(get("/contacts/" + id).with(SignedIn.as(Role.SALES))).andExpect(status().isOk());
        for (var path : List.of(
                "/contacts/" + id, "/contacts/" + id + "/erase", "/contacts/" + id + "/tags", "/contacts/fields")) {
            browser.perform(post(path)
                            .with(SignedIn.as(Role.SALES))
                            .with(csrf())
                            .param("lastName", "x"))
                    .andExpect(status().isForbidden());
        }
        browser.perform(get("/contacts/export").with(SignedIn.as(Role.SALES))).andExpect(status().isForbidden());
    }

    @Test
    void aFileIsUploadedMappedAndStarted() throws Exception {
        var email = Contacts.freshEmail();
        var csv = "氏名,メールアドレス," + ATTACK + "\r\n髙橋 花子," + email + "," + ATTACK + "\r\n";
        var file = new MockMultipartFile(
                "file", ATTACK + ".csv", "text/csv", csv.getBytes(Charset.forName("windows-31j")));
        var page = browser.perform(multipart("/contacts/imports")
                        .file(file)
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        browser.perform(get(page).with(SignedIn.as(Role.MARKETER)).header("Accept-Language", "ja"))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("髙橋 花子"),
                                containsString("value=\"fullName\" selected"),
                                not(containsString("<img")),
                                not(containsString("??")))));
        browser.perform(post(page + "/start")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .param("target", "fullName", "lastName", ""))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("alert-danger")));
        browser.perform(post(page + "/start")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .param("target", "fullName", "email", "newField")
                        .param("basis", "BUSINESS_CARD")
                        .param("obtainedOn", "2026-11-01")
                        .param("tags", "expo, 名刺"))
                .andExpect(status().is3xxRedirection());
        browser.perform(get(page).with(SignedIn.as(Role.MARKETER)).header("Accept-Language", "ja"))
                .andExpect(content().string(allOf(containsString("順番待ち"), not(containsString("??")))));
        browser.perform(get(page + "/progress").with(SignedIn.as(Role.MARKETER)))
                .andExpect(content().string(containsString("every 1s")));
        assertNobody(email);
    }

    private void assertNobody(String email) {
        org.assertj.core.api.Assertions.assertThat(directory.resolve(new ContactReference(null, email, null, null)))
                .isEmpty();
    }

    @Test
    void everyPageOpensInBothLanguages() throws Exception {
        directory.upsert(Contacts.named(Contacts.freshEmail(), null, "ページ株式会社"));
        for (var language : List.of("ja", "en")) {
            for (var path : List.of(
                    "/contacts",
                    "/contacts/new",
                    "/contacts/imports",
                    "/contacts/fields",
                    "/companies",
                    "/contacts/panel",
                    "/contacts/imports/sample.csv",
                    "/contacts/export?q=page")) {
                browser.perform(get(path).with(SignedIn.as(Role.MARKETER)).header("Accept-Language", language))
                        .andExpect(status().isOk())
                        .andExpect(content().string(not(containsString("??"))));
            }
        }
    }
}
