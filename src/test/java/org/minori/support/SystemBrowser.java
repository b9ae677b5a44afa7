package org.minori.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium that the machine has, driven by Playwright. Named by {@code MINORI_TEST_BROWSER} or found under its usual
 * names; none found skips the test with a message, and is an error where {@code CI} is set.
 */
public final class SystemBrowser implements AutoCloseable {

    private static final List<String> USUAL = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private final Playwright playwright;
    private final Browser browser;

    private SystemBrowser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Starts it, or skips the test. */
    public static SystemBrowser start() {
        var executable = find();
        if (executable.isEmpty() && System.getenv("CI") != null) {
            throw new IllegalStateException("CI must walk the journeys in a browser, and no Chromium was found");
        }
        Assumptions.assumeTrue(
                executable.isPresent(), "no Chromium found: install it or name it by MINORI_TEST_BROWSER");
        return new SystemBrowser(executable.orElseThrow());
    }

    /** A new window with its own cookies, in the language and of the width. */
    public com.microsoft.playwright.Page page(String language, int width, int height) {
        var page = browser.newContext(new Browser.NewContextOptions()
                        .setLocale(language)
                        .setTimezoneId("Asia/Tokyo")
                        .setViewportSize(width, height))
                .newPage();
        page.setDefaultTimeout(20_000);
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> find() {
        return Stream.concat(Stream.ofNullable(System.getenv("MINORI_TEST_BROWSER")), USUAL.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
