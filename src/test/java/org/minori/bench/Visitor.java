package org.minori.bench;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Somebody who looks at pages again and again, to tell the time that they take at the 95th percentile of 200 calls. */
final class Visitor {

    private static final int CALLS = 200;
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    void signIn(String url) throws Exception {
        var form = get(url + "/login").body();
        var token = CSRF.matcher(form);
        if (!token.find()) {
            throw new IllegalStateException("no CSRF token on the sign-in page");
        }
        var body = "email=" + URLEncoder.encode(BenchRun.ADMIN_EMAIL, StandardCharsets.UTF_8) + "&password="
                + BenchRun.ADMIN_PASSWORD + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.uri().getPath().startsWith("/login")) {
            throw new IllegalStateException("not signed in");
        }
    }

    /** In milliseconds, after a quarter as many calls that do not count. */
    double percentile(String url) throws Exception {
        for (int i = 0; i < CALLS / 4; i++) {
            get(url);
        }
        var millis = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            get(url);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[(int) (CALLS * 0.95)];
    }

    private HttpResponse<String> get(String url) throws Exception {
        var answer = http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(url + " answered " + answer.statusCode());
        }
        return answer;
    }
}
