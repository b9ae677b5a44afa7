package org.minori.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.minori.support.RunningMinori;
import org.minori.support.SinkSmtp;
import org.minori.support.SystemBrowser;
import org.minori.support.TestDatabase;

/**
 * A marketer draws a scenario from an empty canvas, by mouse and by keys, mends what is found, tries it out and publishes it;
 * fifty contacts enter while the mail server refuses everything; operations mends that, and a second version takes them over.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioStudioJourney {

    private static final String BRANCH = "関心は高い?";
    private static final int CONTACTS = 50;

    private final List<String> complaints = new ArrayList<>();
    private RunningMinori minori;
    private SinkSmtp mailServer;
    private SystemBrowser browser;
    private Page page;
    private String scenario;

    @BeforeAll
    void start() {
        assumeThat(TestDatabase.isMySql())
                .as("the editor asks nothing of the database that the other tests don't")
                .isFalse();
        browser = SystemBrowser.start();
        mailServer = new SinkSmtp();
        minori = RunningMinori.prepared("studio")
                .with("MINORI_SMTP_HOST", "127.0.0.1")
                .with("MINORI_SMTP_PORT", Integer.toString(mailServer.port()))
                .start();
        minori.api().setSender();
    }

    @AfterAll
    void stop() {
        if (minori != null) {
            minori.close();
        }
        if (mailServer != null) {
            mailServer.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void theDocumentRequestIsDrawnTriedPublishedWatchedRepairedAndMovedToANewVersion() {
        signIn();
        beginEmpty();
        drawTheWayToTheMail();
        drawTheReactions();
        drawTheBranch();
        mendWhatIsFound();
        readItInWords();
        reloadAndUndo();
        tryItOut();
        publish();
        enrolWhileMailIsRefused();
        seeAndRepair();
        publishASecondVersion();
        moveEverybody();

        assertThat(complaints).isEmpty();
    }

    private void beginEmpty() {
        page.navigate(minori.url() + "/scenarios");
        page.locator("[data-open-dialog=new-scenario]").click();
        page.locator("#new-scenario-name").fill("資料請求フォロー(新)");
        page.keyboard().press("Enter");
        ready();
        assertThat(page.locator("h1")).hasText("資料請求フォロー(新)");
    }

    private void drawTheWayToTheMail() {
        page.locator(".studio-palette [data-item=startOnEvent]").click();
        page.locator("[data-key=event]").click();
        choose("資料", "documentRequested");
        assertThat(shape("資料請求")).isVisible();
        append("メール", "sendEmail");
        assertThat(page.locator("[data-key=email]")).isVisible();

        // A start beside the other one, dragged from the list, and an arrow to the mail chosen by its name.
        var canvas = box(page.locator(".studio-canvas"));
        drag(page.locator(".studio-palette [data-item=startManually]"), canvas.x + 240, canvas.y + 180);
        assertThat(shape("手動で登録")).isVisible();
        keyOnDrawing("c");
        choose("メールを送る", null);
        assertThat(page.locator(".djs-connection")).hasCount(2);
    }

    private void drawTheReactions() {
        select(shape("メールを送る"));
        append("先に", "first_of");
        fill("name", "3日以内に反応?");
        append("反応", "waitForEvent");
        page.locator("[data-key=event]").click();
        choose("クリック", "emailClicked");
        append("スコア", "addScore");
        fill("points", "20");
        fit();
        select(shape("3日以内に反応?"));
        page.locator(".djs-context-pad [data-action=append]").click();
        assertThat(page.locator(".studio-menu [data-item=sendEmail]")).hasCount(0);
        choose("", "wait");
        fill("amount", "3");
        assertThat(shape("3日待つ")).isVisible();
    }

    private void drawTheBranch() {
        select(shape("スコアを加算する"));
        append("条件", "branch");
        fill("name", BRANCH);
        append("引き渡", "handOffToSales");
        append("終了", "end");
        page.locator("[data-key=result]").selectOption("handedOver");
        fit();
        select(shape(BRANCH));
        page.locator(".djs-context-pad [data-action=end]").click();
        page.locator("[data-key=result]").selectOption("exhausted");
        select(shape("3日待つ"));
        keyOnDrawing("c");
        choose(BRANCH, null);
        saved();
    }

    /** What is missing stands at its element and in the list, whose lines lead to where it is mended. */
    private void mendWhatIsFound() {
        assertThat(page.locator("[data-part=publish]")).isDisabled();
        page.locator("[data-tab=problems]").click();
        var problems = page.locator("[data-part=problems]");
        assertThat(problems).containsText("「メール」が入力されていません。");
        assertThat(page.locator(".diagram-sign-error").first()).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/journeys/studio-problems.png")));
        problems.locator("button", new Locator.LocatorOptions().setHasText("「メール」が入力"))
                .click();
        page.locator("[data-tab=settings]").click();
        page.locator("[data-key=email]").click();
        choose("お礼", "document-thanks");

        fit();
        select(shape(BRANCH));
        page.locator(".studio-way").first().click();
        page.locator("[data-key=c-add]").click();
        choose("総合", "score.overall");
        fill("c-0-value", "20");
        select(shape(BRANCH));
        assertThat(page.locator(".studio-way").first()).containsText("総合スコアが20以上");
        page.locator(".studio-way").nth(1).click();
        page.locator("[data-key=default]").check();
        saved();
        assertThat(page.locator("[data-part=publish]")).isEnabled();
        assertThat(page.locator(".diagram-sign-error")).hasCount(0);
        assertThat(page.locator("body")).not().containsText(Pattern.compile("minori:|sendEmail|score\\.overall|null"));
    }

    private void readItInWords() {
        page.locator("[data-tab=reading]").click();
        var reading = page.locator("[data-part=reading]");
        assertThat(reading).containsText("「資料請求」があったら");
        assertThat(reading).containsText("3日たったら:");
        assertThat(reading).containsText("もし総合スコアが 20 以上なら:");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/journeys/studio.png")));
        page.locator("[data-tab=settings]").click();
    }

    /** What was drawn before a reload can still be undone, and what was undone done again. */
    private void reloadAndUndo() {
        page.reload();
        ready();
        assertThat(page.locator("[data-part=publish]")).isEnabled();
        page.locator("[data-part=undo]").click();
        assertThat(page.locator(".diagram-sign-error").first()).isVisible();
        saved();
        page.locator("[data-part=redo]").click();
        assertThat(page.locator(".diagram-sign-error")).hasCount(0);
        saved();
    }

    /** With made-up contacts, of whom the mail server hears nothing. */
    private void tryItOut() {
        page.locator("[data-part=publish]").click();
        page.waitForURL(Pattern.compile(".*shown=draft"));
        scenario = page.url().replaceAll("\\?.*", "");
        page.navigate(scenario + "/simulate");
        page.locator("#simulate-contacts").fill("100");
        page.locator("#simulate-days").fill("30");
        page.locator("form[action$='/simulate'] button[type=submit]").click();
        assertThat(page.locator("main"))
                .containsText("1人に届く最多の通数", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/journeys/studio-simulation.png"))
                .setFullPage(true));
        assertThat(mailServer.count()).isZero();
    }

    private void enrolWhileMailIsRefused() {
        mailServer.fails((phase, argument) ->
                phase == SinkSmtp.Phase.DOT ? new SinkSmtp.Reaction.Reply("554 5.7.1 sender refused") : null);
        var people = IntStream.range(0, CONTACTS)
                .mapToObj(i -> ("{\"email\":\"studio%d@example.co.jp\",\"lastName\":\"佐藤\",\"tags\":[\"studio\"],"
                                + "\"consent\":{\"basis\":\"OPT_IN\",\"obtainedAt\":\"2026-11-01T00:00:00Z\",\"wording\":\"同意\"}}")
                        .formatted(i))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        minori.api().post("/contacts/batch", people).expect(200);
        minori.api()
                .post("/segments", "{\"key\":\"studio\",\"name\":\"展示会の来場者\",\"rule\":{\"tag\":\"studio\"}}")
                .expect(201);

        page.navigate(scenario);
        page.locator("#enrol-segment").selectOption("studio");
        page.locator("#enrol-count button").click();
        page.locator("dialog[open] button[value=yes]").click();
        assertThat(page.locator("main")).containsText(Pattern.compile(CONTACTS + ".*人", Pattern.DOTALL));
        page.navigate(scenario);
        assertThat(page.locator(".djs-overlay-container, .diagram-canvas").first())
                .containsText(
                        Integer.toString(CONTACTS), new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/journeys/studio-watched.png"))
                .setFullPage(true));
    }

    /** The queue says that mails failed and why; once the server takes mail again they are tried again and arrive once each. */
    private void seeAndRepair() {
        page.navigate(minori.url() + "/sending/queue?state=FAILED");
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            page.reload();
            assertThat(page.locator("tbody tr").count()).isEqualTo(CONTACTS);
        });
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/journeys/studio-failed.png")));
        assertThat(mailServer.count()).isZero();
        mailServer.works();
        page.locator("form[action$='/sending/queue/retry'] button").click();
        page.locator("dialog[open] button[value=yes]").click();
        await().atMost(Duration.ofMinutes(1)).until(() -> mailServer.count() >= CONTACTS);
        assertThat(mailServer.accepted().stream().map(SinkSmtp.Accepted::to))
                .hasSize(CONTACTS)
                .doesNotHaveDuplicates();
    }

    private void publishASecondVersion() {
        page.navigate(scenario + "/edit");
        ready();
        fit();
        select(shape("3日待つ"));
        fill("amount", "5");
        assertThat(shape("5日待つ")).isVisible();
        saved();
        page.locator("[data-part=publish]").click();
        page.waitForURL(Pattern.compile(".*shown=draft"));
        page.locator("[data-open-dialog=publish-scenario]").click();
        var dialog = page.locator("#publish-scenario");
        assertThat(dialog).containsText("参加中の " + CONTACTS + " 人をどうしますか");
        dialog.locator("input[value=everyone]").check();
        dialog.locator("button[type=submit]").click();
        page.waitForURL(Pattern.compile(".*/migration\\?to=2"));
    }

    private void moveEverybody() {
        assertThat(page.locator("#mapping")).containsText(CONTACTS + " 人が移ります");
        assertThat(page.locator("[data-island=diagram] svg .djs-shape").first()).isVisible();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/journeys/studio-migration.png"))
                .setFullPage(true));
        page.locator("#mapping button[type=submit]").click();
        page.locator("dialog[open] button[value=yes]").click();
        assertThat(page.locator("main"))
                .containsText("完了 " + CONTACTS + " 人", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
        var statistics = minori.api().get("/scenarios/" + scenario.replaceAll(".*/", "") + "/statistics?version=");
        assertThat(statistics.json().path("version").asInt()).isEqualTo(2);
        assertThat(statistics.json().path("running").asInt()).isEqualTo(CONTACTS);
        assertThat(mailServer.count()).isEqualTo(CONTACTS);
    }

    private void publish() {
        page.navigate(scenario + "?shown=draft");
        page.locator("form[action$='/publish'] button").click();
        page.locator("dialog[open] button[value=yes]").click();
        assertThat(page.locator("main")).containsText("公開中(第1版)");
    }

    private void signIn() {
        page = browser.page("ja-JP", 1440, 900);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.navigate(minori.url() + "/login");
        page.locator("input[name=email]").fill(RunningMinori.ADMIN_EMAIL);
        page.locator("input[name=password]").fill(RunningMinori.ADMIN_PASSWORD);
        page.locator("main button[type=submit]").click();
        page.waitForURL(Pattern.compile(".*/(\\?.*)?$"));
    }

    private void ready() {
        assertThat(page.locator("#studio[data-ready]")).isVisible();
    }

    private void saved() {
        page.waitForFunction("() => document.querySelector('[data-part=state]').dataset.state === 'saved'");
    }

    /** A shape by its name; the names of rings and gateways are shapes of their own, which stand for them. */
    private Locator shape(String name) {
        return page.locator(".djs-shape", new Page.LocatorOptions().setHasText(name))
                .first();
    }

    /** By a click in its middle; again where the drawing swallows the click as part of a drag that has just ended. */
    private void select(Locator shape) {
        page.locator(".djs-container > svg").focus();
        page.keyboard().press("Escape");
        var selected = page.locator(".djs-element.selected");
        assertThat(selected).hasCount(0);
        var box = box(shape.locator("> .djs-visual"));
        for (int tries = 0; tries < 10 && selected.count() == 0; tries++) {
            page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
            page.waitForTimeout(200);
        }
        assertThat(selected).not().hasCount(0);
    }

    private void append(String search, String item) {
        keyOnDrawing("a");
        choose(search, item);
    }

    private void keyOnDrawing(String key) {
        page.locator(".djs-container > svg").focus();
        page.keyboard().press(key);
    }

    /** Searches in the open list and takes an entry, the first one by Enter. */
    private void choose(String search, String item) {
        assertThat(page.locator(".studio-menu")).isVisible();
        page.locator(".studio-menu-search").fill(search);
        if (item == null) {
            page.keyboard().press("Enter");
        } else {
            page.locator(".studio-menu [data-item='" + item + "']").click();
        }
        assertThat(page.locator(".studio-menu")).hasCount(0);
    }

    private void fill(String key, String value) {
        var field = page.locator("[data-part=settings] [data-key='" + key + "']");
        field.fill(value);
        field.blur();
    }

    private void fit() {
        page.locator(".diagram-buttons button").nth(2).click();
    }

    private void drag(Locator from, double x, double y) {
        var box = box(from);
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(x - 40, y - 40, new Mouse.MoveOptions().setSteps(8));
        page.mouse().move(x, y, new Mouse.MoveOptions().setSteps(4));
        page.mouse().up();
    }

    private static BoundingBox box(Locator locator) {
        return Objects.requireNonNull(locator.boundingBox());
    }
}
