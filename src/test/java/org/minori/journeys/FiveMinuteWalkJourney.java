package org.minori.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.minori.support.RunningMinori;
import org.minori.support.SystemBrowser;

/** The five-minute walk of the README, as a marketer and a sales person do it in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiveMinuteWalkJourney {

    private static final List<String> PAGES = List.of(
            "/",
            "/scenarios",
            "/scenarios/exhibition-follow",
            "/scenarios/steps",
            "/contacts",
            "/contacts/imports",
            "/companies",
            "/segments",
            "/content/emails",
            "/sending/mailbox",
            "/sending/queue",
            "/leads/hot",
            "/sales/tasks",
            "/operations/checks",
            "/operations/audit",
            "/settings",
            "/settings/users",
            "/settings/api-keys",
            "/settings/scoring",
            "/settings/sender");

    private final List<String> complaints = new ArrayList<>();
    private RunningMinori minori;
    private SystemBrowser browser;

    @BeforeAll
    void start() {
        browser = SystemBrowser.start();
        minori = RunningMinori.prepared("walk").start();
    }

    @AfterAll
    void stop() {
        if (minori != null) {
            minori.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aLeadFromAShiftJisFileRipensInAScenarioAndComesBackFromSales() {
        var page = signedIn("ja-JP", 1440);

        importLeads(page);
        saySender(page);
        publishAndEnrol(page);
        clickTheLinkInTheMail(page);
        salesAcceptsAndLoses(page);
        everyPageOfAScenarioFitsAPhone(page);

        assertThat(complaints).isEmpty();
    }

    @Test
    void everyPageFitsAPhoneAndSpeaksEnglish() {
        var page = signedIn("en-US", 390);

        for (var path : PAGES) {
            page.navigate(minori.url() + path);
            page.waitForLoadState();
            assertThat(page.locator("html").getAttribute("lang")).as(path).isEqualTo("en");
            assertThat(page.content()).as(path).doesNotContain("??");
            var wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(((Number) wider).intValue())
                    .as(path + " is wider than a phone")
                    .isLessThanOrEqualTo(1);
        }
        assertThat(complaints).isEmpty();
    }

    private void importLeads(Page page) {
        var csv = """
                氏名,会社名,メールアドレス,電話番号,部署,役職
                山田 太郎,㈱みのり商事,yamada@minori-shoji.example.jp,03-1234-5678,営業部,部長
                髙橋 花子,株式会社実り工業,takahashi@minori-kogyo.example.jp,06-1111-2222,情報システム部,課長
                鈴木 一郎,実り電機,これは宛先ではない,045-000-0000,総務部,主任
                """;
        page.navigate(minori.url() + "/contacts/imports");
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("名刺.csv", "text/csv", csv.getBytes(Charset.forName("MS932"))));
        page.locator("main form:has(input[type=file]) button.btn-primary").click();
        assertThat(page.locator("main")).containsText("髙橋 花子");
        page.locator("input[name=tags]").fill("exhibition");
        page.locator("main button.btn-primary").last().click();
        var result = page.locator("main");
        assertThat(result.locator("a[href$='errors.csv']"))
                .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                        .setTimeout(30_000));
        assertThat(result).containsText("これは宛先ではない");

        page.navigate(minori.url() + "/contacts?q=みのり商事");
        assertThat(page.locator("main")).containsText("山田 太郎");
    }

    /** The page of a scenario that mails tells that it can't be published before, and leads there. */
    private void saySender(Page page) {
        page.navigate(minori.url() + "/scenarios/document-request");
        assertThat(page.locator("form[action$='/publish']")).hasCount(0);
        page.locator("main a[href$='/settings/sender']").click();
        page.locator("input[name=fromName]").fill("みのり商事");
        page.locator("input[name=fromAddress]").fill("info@minori.example.jp");
        page.locator("input[name=company]").fill("みのり商事株式会社");
        page.locator("input[name=postalAddress]").fill("東京都千代田区1-1");
        page.locator("input[name=contact]").fill("03-0000-0000");
        page.locator("main form[action$='/settings/sender'] button[type=submit]")
                .click();
        assertThat(page).hasURL(minori.url() + "/scenarios/document-request");
        assertThat(page.locator("form[action$='/publish']")).hasCount(1);
    }

    private void publishAndEnrol(Page page) {
        page.navigate(minori.url() + "/scenarios/document-request");
        assertThat(page.locator("[data-island=diagram] .djs-shape").first()).isVisible();
        page.locator("form[action$='/publish'] button").click();
        confirm(page);
        assertThat(page.locator("#enrol-search")).isVisible();
        page.locator("#enrol-search").pressSequentially("yamada@");
        page.locator("#enrol-people input[type=checkbox]").first().check();
        page.locator("#enrol-people button[type=submit]").click();
        page.navigate(minori.url() + "/scenarios/document-request/runs");
        waitFor(page, page.locator("main a[href*='/runs/']"));
        page.locator("main a[href*='/runs/']").first().click();
        assertThat(page.locator("[data-island=diagram] .djs-shape").first()).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/journeys/path.png")));
    }

    private void clickTheLinkInTheMail(Page page) {
        page.navigate(minori.url() + "/sending/mailbox?to=yamada@minori-shoji.example.jp");
        waitFor(page, page.locator("main a.row-link"));
        page.locator("main a.row-link").first().click();
        var links = page.frameLocator("iframe.mail-frame").locator("a[href*='/c/']");
        var address = links.first().getAttribute("href");
        // A person's browser asks for it; the target itself lies outside of this machine.
        page.context().route(Pattern.compile("https?://(?!localhost).*"), route -> route.abort());
        page.evaluate("address => fetch(address, { redirect: 'manual' })", address);
    }

    private void salesAcceptsAndLoses(Page page) {
        page.navigate(minori.url() + "/sales/tasks?show=team");
        waitFor(page, page.locator("form[action$='/accept'] button"));
        assertThat(page.locator("main")).containsText("山田 太郎");
        page.locator("form[action$='/accept'] button").click();
        page.locator("details:has(form[action$='/lost']) summary").click();
        var lost = page.locator("form[action$='/lost']");
        lost.locator("input[name=code]").first().check();
        lost.locator("textarea").fill("来期に再検討");
        lost.locator("button[type=submit]").click();
        confirm(page);
        assertThat(page.locator("main")).containsText("来期に再検討");

        var contact = minori.api()
                .get("/contacts?email=yamada@minori-shoji.example.jp")
                .json()
                .at("/items/0");
        assertThat(contact.get("owner").asText()).isEqualTo("MARKETING");
        assertThat(contact.at("/scores/overall").asInt()).isGreaterThanOrEqualTo(20);
        page.navigate(minori.url() + "/contacts/" + contact.get("id").asText());
        assertThat(page.locator("main")).containsText("㈱みのり商事");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/journeys/contact.png")));
    }

    /** With people, a simulation, a batch, a pause, another version and an incident's page to look at. */
    private void everyPageOfAScenarioFitsAPhone(Page page) {
        var scenario = "/scenarios/document-request";
        var drawing = page.context()
                .request()
                .get(minori.url() + scenario + "/drawing")
                .text();
        minori.api()
                .put(scenario + "/draft", "application/xml", drawing.replace("value=\"20\"", "value=\"25\""))
                .expect(200);
        minori.api().post(scenario + "/publish", "").expect(201);
        var simulation = minori.api()
                .post(scenario + "/simulations", "{\"contacts\":20,\"days\":30}")
                .expect(202)
                .json()
                .get("id")
                .asText();
        minori.api().post(scenario + "/pause", "{\"reason\":\"展示会が延期\"}").expect(200);
        var batch = minori.api()
                .post(scenario + "/resume", "{\"late\":\"shift\"}")
                .expect(202)
                .json()
                .get("batch")
                .asText();
        page.navigate(minori.url() + scenario + "/runs");
        var run = page.locator("main a[href*='/runs/']").first().getAttribute("href");

        page.setViewportSize(390, 900);
        for (var path : List.of(
                scenario,
                scenario + "?shown=draft",
                scenario + "/analysis",
                scenario + "/analysis?version=all",
                scenario + "/runs",
                run,
                scenario + "/operations",
                scenario + "/incidents",
                scenario + "/migration?from=1&to=2",
                scenario + "/batches/" + batch,
                scenario + "/simulate",
                scenario + "/simulations/" + simulation,
                scenario + "/changes?from=1",
                scenario + "/edit",
                "/operations")) {
            page.navigate(minori.url() + path);
            page.waitForLoadState(LoadState.NETWORKIDLE);
            assertThat((Boolean) page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))
                    .as(path + " is no wider than a phone")
                    .isTrue();
        }
    }

    private Page signedIn(String language, int width) {
        complaints.clear();
        var page = browser.page(language, width, 900);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("net::ERR_FAILED")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.navigate(minori.url() + "/login");
        page.locator("input[name=email]").fill(RunningMinori.ADMIN_EMAIL);
        page.locator("input[name=password]").fill(RunningMinori.ADMIN_PASSWORD);
        page.locator("main button[type=submit]").click();
        page.waitForURL(Pattern.compile(".*/(\\?.*)?$"));
        return page;
    }

    private static void confirm(Page page) {
        page.locator("dialog[open] button[value=yes]").click();
    }

    /** Asks for the page again until it shows the thing: workers take a moment. */
    private static void waitFor(Page page, Locator thing) {
        for (int i = 0; i < 40 && thing.count() == 0; i++) {
            page.waitForTimeout(500);
            page.reload();
        }
        assertThat(thing.first()).isVisible();
    }
}
