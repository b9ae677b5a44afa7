package org.minori.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.minori.support.ApiClient;
import org.minori.support.NeedsTheDatabase;
import org.minori.support.RunningMinori;

/** The main job as another system does it: leads in, a drawn scenario runs, mail goes out, a click wakes it, sales decides. */
@ExtendWith(NeedsTheDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainJobJourney {

    private static final Pattern CLICK = Pattern.compile("href=\"(http[^\"]*/c/[^\"]+)\"");

    private RunningMinori minori;
    private ApiClient api;

    @BeforeAll
    void start() throws IOException {
        minori = RunningMinori.prepared("main-job").start();
        api = minori.api();
        api.setSender();
        api.put("/emails/journey-thanks", "application/json", """
                {"name":"資料請求のお礼","subject":"{{contact.lastName}}様、資料をお送りします","kind":"marketing",\
                "html":"<html><body><p>{{contact.lastName}} 様</p>\
                <p><a href=\\"https://www.example.co.jp/catalogue\\">資料を開く</a></p></body></html>"}""");
        var problems = api.put(
                        "/scenarios/main-job/draft",
                        "application/xml",
                        Files.readString(Path.of("src/test/resources/drawings/main-job.bpmn")))
                .expect(200)
                .json()
                .get("problems");
        assertThat(problems)
                .as("%s", problems)
                .noneMatch(problem -> problem.get("severity").asText().equals("error"));
        assertThat(api.post("/scenarios/main-job/publish", "")
                        .expect(201)
                        .json()
                        .get("version")
                        .asInt())
                .isEqualTo(1);
    }

    @AfterAll
    void stop() {
        if (minori != null) {
            minori.close();
        }
    }

    @Test
    void aLeadWhoClicksRipensGoesToSalesAndComesBackWhenLost() {
        var contact = newContact("yamada@example.co.jp", "山田");

        var batch = enrol("{\"contacts\":[{\"email\":\"yamada@example.co.jp\"}]}");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var progress = batch(batch);
            assertThat(progress.get("requested").asInt()).isEqualTo(1);
            assertThat(progress.get("started").asInt()).isEqualTo(1);
            assertThat(progress.get("done").asBoolean()).isTrue();
        });
        assertThat(waiting("Gateway_Reaction") + waiting("Event_Clicked")).isPositive();

        var mail = awaitMail("yamada@example.co.jp");
        assertThat(mail.get("subject").asText()).isEqualTo("山田様、資料をお送りします");
        assertThat(mail.get("html").asText()).contains("配信を停止する").contains("/u/");
        var click = CLICK.matcher(mail.get("html").asText());
        assertThat(click.find()).as(mail.get("html").asText()).isTrue();
        assertThat(open(click.group(1)).headers().firstValue("Location"))
                .contains("https://www.example.co.jp/catalogue");

        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(task(contact)).isNotNull());
        assertThat(contact(contact).at("/scores/overall").asInt()).isGreaterThanOrEqualTo(30);
        assertThat(contact(contact).get("owner").asText()).isEqualTo("SALES");

        var task = task(contact).get("id").asText();
        api.post("/sales/tasks/" + task + "/accept", "{}").expect(200);
        assertThat(contact(contact).get("stage").asText()).isEqualTo("SQL");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(statistics().at("/ended/handedOver").asInt()).isPositive());
        assertThat(api.post("/sales/tasks/" + task + "/lost", "{}").status()).isEqualTo(400);
        api.post("/sales/tasks/" + task + "/lost", "{\"reason\":\"時期尚早\"}").expect(200);

        assertThat(contact(contact).get("stage").asText()).isEqualTo("MQL");
        assertThat(contact(contact).get("owner").asText()).isEqualTo("MARKETING");
        var timeline = api.get("/contacts/" + contact + "/timeline").expect(200).text();
        assertThat(timeline).contains("emailSent", "emailClicked", "handedOver", "salesAccepted", "salesLost", "時期尚早");
    }

    @Test
    void aHundredEqualRequestsMakeOneRun() throws Exception {
        newContact("once@example.co.jp", "一度");

        var pool = java.util.concurrent.Executors.newFixedThreadPool(10);
        var calls = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> pool.submit(() -> enrol("{\"contacts\":[{\"email\":\"once@example.co.jp\"}]}")))
                .toList();
        for (var call : calls) {
            call.get();
        }
        pool.shutdown();

        awaitMail("once@example.co.jp");
        var id = api.get("/contacts?email=once@example.co.jp")
                .json()
                .at("/items/0/id")
                .asText();
        assertThat(api.get("/contacts/" + id + "/enrolments").expect(200).json().get("items"))
                .hasSize(1);
        assertThat(api.get("/mailbox?to=once@example.co.jp").json().get("items"))
                .hasSize(1);
    }

    @Test
    void whoUnsubscribesGetsNoMoreMarketingMail() throws Exception {
        newContact("stop@example.co.jp", "停止");
        api.post("/emails/journey-thanks/send", "{\"contact\":{\"email\":\"stop@example.co.jp\"}}");
        var header =
                awaitMail("stop@example.co.jp").at("/headers/List-Unsubscribe").asText();
        var address = Pattern.compile("<(http[^>]+)>").matcher(header);
        assertThat(address.find()).as(header).isTrue();

        assertThat(open(address.group(1)).statusCode()).isEqualTo(200);
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address.group(1)))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);

        enrol("{\"contacts\":[{\"email\":\"stop@example.co.jp\"}]}");
        var id = api.get("/contacts?email=stop@example.co.jp")
                .json()
                .at("/items/0/id")
                .asText();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(api.get("/contacts/" + id + "/enrolments")
                                .json()
                                .get("items"))
                        .hasSize(1));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(
                                api.get("/mailbox?to=stop@example.co.jp").json().get("items"))
                        .hasSize(1));
    }

    private String newContact(String email, String lastName) {
        return api.post("/contacts", """
                        {"email":"%s","lastName":"%s","company":"株式会社みのり",\
                        "consent":{"basis":"OPT_IN","obtainedAt":"2026-10-01T00:00:00Z","wording":"資料請求フォーム"}}""".formatted(email, lastName))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    private String enrol(String body) {
        return api.post("/scenarios/main-job/enrolments", body)
                .expect(202)
                .json()
                .get("batch")
                .asText();
    }

    private JsonNode batch(String batch) {
        return api.get("/scenarios/main-job/enrolments/" + batch).expect(200).json();
    }

    private JsonNode statistics() {
        return api.get("/scenarios/main-job/statistics").expect(200).json();
    }

    private int waiting(String element) {
        for (var node : statistics().get("elements")) {
            if (node.get("id").asText().equals(element)) {
                return node.get("waiting").asInt();
            }
        }
        return 0;
    }

    private JsonNode awaitMail(String to) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !api.get("/mailbox?to=" + to).json().get("items").isEmpty());
        return api.get("/mailbox?to=" + to).json().at("/items/0");
    }

    private JsonNode contact(String id) {
        return api.get("/contacts/" + id).expect(200).json();
    }

    private JsonNode task(String contact) {
        for (var task : api.get("/sales/tasks").expect(200).json().get("items")) {
            if (task.get("contact").toString().contains(contact)) {
                return task;
            }
        }
        return null;
    }

    private static HttpResponse<String> open(String url) {
        try {
            var browser = HttpRequest.newBuilder(URI.create(url))
                    .header("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36")
                    .build();
            return HttpClient.newHttpClient().send(browser, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
