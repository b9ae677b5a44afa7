package org.minori.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.minori.support.RunningMinori;
import org.minori.support.SystemBrowser;
import org.minori.support.TestDatabase;

/** A marketer draws a scenario from an empty canvas, by mouse and by keys, mends what is found and publishes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioStudioJourney {

    private static final String BRANCH = "関心は高い?";

    private final List<String> complaints = new ArrayList<>();
    private RunningMinori minori;
    private SystemBrowser browser;
    private Page page;

    @BeforeAll
    void start() {
        assumeThat(TestDatabase.isMySql())
                .as("the editor asks nothing of the database that the other tests don't")
                .isFalse();
        browser = SystemBrowser.start();
        minori = RunningMinori.prepared("studio").start();
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
    void theDocumentRequestIsDrawnFromAnEmptyCanvasMendedAndPublished() {
        signIn();
        beginEmpty();
        drawTheWayToTheMail();
        drawTheReactions();
        drawTheBranch();
        mendWhatIsFound();
        readItInWords();
        reloadAndUndo();
        publish();

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

    private void publish() {
        page.locator("[data-part=publish]").click();
        page.waitForURL(Pattern.compile(".*shown=draft"));
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
