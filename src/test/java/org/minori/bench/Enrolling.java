package org.minori.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.minori.contacts.ContactId;
import org.minori.scenarios.Scenarios;
import org.minori.scenarios.runs.Drawn;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the measurements of scenarios share: people, a mail, published drawings, and waiting until something is through. */
final class Enrolling {

    static final String MAIL = "bench-mail";

    /** As many as the API takes at once. */
    private static final int A_REQUEST = 1_000;

    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final BenchRun run;
    private final ConfigurableApplicationContext application;
    private int people;
    private long lastContact;

    Enrolling(BenchRun run, ConfigurableApplicationContext application) {
        this.run = run;
        this.application = application;
    }

    JdbcTemplate jdbc() {
        return run.jdbc();
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** How many people there are; the next one gets this number. */
    int people() {
        return people;
    }

    /** Makes so many more. */
    List<ContactId> morePeople(int count) {
        People.make(run.api(), people, people + count);
        people += count;
        var ids = jdbc().queryForList("SELECT id FROM contact WHERE id > ? ORDER BY id", Long.class, lastContact);
        lastContact = ids.get(ids.size() - 1);
        return ids.stream().map(ContactId::new).toList();
    }

    void mail() {
        run.api().setSender();
        var saved = run.api().put("/emails/" + MAIL, "application/json", """
                {"name":"Bench","subject":"{{ contact.lastName }} 様、資料のご案内","kind":"marketing","html":\
                "<html><body><p>{{ contact.lastName }} {{ contact.firstName }} 様</p><p>先日は資料をご請求いただき、\
                ありがとうございました。製品の事例をまとめましたので、ぜひご覧ください。</p>\
                <p><a href=\\"https://example.jp/cases\\">事例を見る</a> <a href=\\"https://example.jp/contact\\">相談する</a></p>\
                <p>どうぞよろしくお願いいたします。</p></body></html>"}""");
        if (saved.status() >= 300) {
            throw new IllegalStateException(saved.text());
        }
    }

    void publish(String key, Drawn drawing) {
        run.api()
                .put("/scenarios/" + key + "/draft", "application/xml", drawing.xml())
                .expect(200);
        run.api().post("/scenarios/" + key + "/publish", "").expect(201);
    }

    /** The published model as the engine has it. */
    String executable(String key) throws IOException {
        try (var model = bean(RepositoryService.class).getProcessModel(definition(key))) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String definition(String key) {
        return jdbc().queryForObject(
                        "SELECT process_definition_id FROM scenario_version WHERE scenario_key = ?", String.class, key);
    }

    /** Enrols all of them and waits until the last one runs or is through; the seconds that it took. */
    double enrol(String key, Collection<ContactId> contacts) throws InterruptedException {
        var all = List.copyOf(contacts);
        long start = System.nanoTime();
        for (int from = 0; from < all.size(); from += A_REQUEST) {
            bean(Scenarios.class).enrol(key, all.subList(from, Math.min(all.size(), from + A_REQUEST)), "bench");
        }
        // Whether one is left, not how many: counting twenty thousand twenty times a second was a fifth of the
        // database's work.
        until(200, "SELECT COUNT(*) FROM (SELECT id FROM enrolment_due LIMIT 1) t", 0);
        return (System.nanoTime() - start) / 1e9;
    }

    /** Asks again and again until the count is as wanted. */
    void until(long millisBetween, String count, long wanted) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            Long now = jdbc().queryForObject(count, Long.class);
            if (now != null && now == wanted) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(count + " is " + now + " and not " + wanted);
            }
            Thread.sleep(millisBetween);
        }
    }

    JobExecutor timers() {
        return bean(ProcessEngineConfigurationImpl.class).getJobExecutor();
    }
}
