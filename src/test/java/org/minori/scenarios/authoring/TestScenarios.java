package org.minori.scenarios.authoring;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Publishes drawings without asking whether the mails and segments that they name exist. */
@Component
public class TestScenarios {

    private static final AtomicLong NUMBER = new AtomicLong(System.currentTimeMillis());

    private final ScenarioRows rows;
    private final ScenarioCompiler compiler;
    private final Deployments deployments;
    private final DecisionTables tables;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    TestScenarios(
            ScenarioRows rows,
            ScenarioCompiler compiler,
            Deployments deployments,
            DecisionTables tables,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.compiler = compiler;
        this.deployments = deployments;
        this.tables = tables;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Publishes a drawing under a key of its own. */
    public String publish(String drawing) {
        var key = "test-" + NUMBER.incrementAndGet();
        publish(key, drawing);
        return key;
    }

    /** The same with something else in the executable model than the compiler wrote. */
    public String publish(String drawing, String instead, String of) {
        var key = "test-" + NUMBER.incrementAndGet();
        publish(key, drawing, xml -> xml.replace(instead, of));
        return key;
    }

    /** Publishes a drawing as the next version of the key. */
    public void publish(String key, String drawing) {
        publish(key, drawing, UnaryOperator.identity());
    }

    private void publish(String key, String drawing, UnaryOperator<String> change) {
        transaction.executeWithoutResult(status -> {
            var bytes = drawing.getBytes(StandardCharsets.UTF_8);
            var compiled = compiler.recompile(key, bytes);
            var text = DrawingText.of(bytes);
            rows.create(key, compiled.name(), text, 0, null, Instant.now());
            int version = rows.nextVersion(key);
            var definition = deployments.deploy(key, version, change.apply(compiled.executableXml()));
            rows.addVersion(
                    key,
                    version,
                    compiled.name(),
                    new ScenarioRows.Draft(text.text(), text.hash(), null),
                    definition,
                    null,
                    Instant.now());
            tables.pin(compiled, version);
            events.publishEvent(new ScenarioPublished(key, version));
        });
    }

    /** Lets contacts in again as the rule says. */
    public void reentry(String key, PublishedScenario.Reentry reentry, int days) {
        transaction.executeWithoutResult(status -> rows.setReentry(key, reentry, days));
    }
}
