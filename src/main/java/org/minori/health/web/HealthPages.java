package org.minori.health.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.health.Alert;
import org.minori.health.HealthPath;
import org.minori.health.InstallationHealth;
import org.minori.health.InstallationHealth.Line;
import org.minori.health.InstallationHealth.State;
import org.minori.health.InstallationHealth.View;
import org.minori.health.Node;
import org.minori.web.AllowRoles;
import org.minori.web.NavigationEntry;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.minori.web.VitalSigns.Trouble;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How the installation is, for operators: one sentence, the numbers behind it, the nodes, and what was told. */
@Controller
@AllowRoles(Role.OPERATOR)
class HealthPages {

    /** Which numbers stand together, by how their names begin; what is in none is for metrics only. */
    private static final Map<String, List<String>> GROUPS = groups();

    private final InstallationHealth health;
    private final Amounts amounts;
    private final Texts texts;

    HealthPages(InstallationHealth health, Amounts amounts, Texts texts) {
        this.health = health;
        this.amounts = amounts;
        this.texts = texts;
    }

    /** Says where operations are. */
    @Configuration(proxyBeanMethods = false)
    static class Places {

        @Bean
        NavigationEntry operationsEntry() {
            return new NavigationEntry(90, "/operations", "health.operations", "activity", Set.of(Role.OPERATOR));
        }
    }

    /** A number in words. */
    record Row(
            String name,
            String help,
            String value,
            @Nullable String limit,
            State state,
            @Nullable String path,
            List<Part> parts) {}

    /** One of the things that a number counts. */
    record Part(String name, String value, String path) {}

    /** Numbers that stand together. */
    record Group(String title, List<Row> rows) {}

    /** An alert in words. */
    record Told(
            String words,
            String todo,
            String worst,
            String path,
            Instant since,
            @Nullable Instant until) {}

    /** A node in words. */
    record Server(
            String name,
            String version,
            Instant startedAt,
            Instant seenAt,
            String disk,
            boolean alive,
            boolean replaced) {}

    @GetMapping("/operations")
    String operations() {
        return "redirect:" + HealthPath.PAGE;
    }

    @GetMapping(HealthPath.PAGE)
    String page(@RequestParam(defaultValue = "false") boolean part, Model model) {
        var view = health.look();
        model.addAttribute("state", view.state());
        model.addAttribute("sentence", sentence(view));
        model.addAttribute("complete", view.complete());
        model.addAttribute("open", view.open().stream().map(this::told).toList());
        model.addAttribute("ended", view.ended().stream().map(this::told).toList());
        var groups = GROUPS.entrySet().stream()
                .map(group -> new Group(texts.of("health.group." + group.getKey()), rows(view, group.getValue())))
                .toList();
        // The first is as long as the others together.
        model.addAttribute("columns", List.of(groups.subList(0, 1), groups.subList(1, groups.size())));
        model.addAttribute("servers", view.nodes().stream().map(this::server).toList());
        return part ? "health/health :: now" : "health/health";
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("scenarios", List.of("runs.", "events.", "batches."));
        groups.put("mail", List.of("mail."));
        groups.put("webhooks", List.of("webhooks."));
        groups.put("servers", List.of("nodes.", "database."));
        return groups;
    }

    private String sentence(View view) {
        if (view.state() == State.BAD) {
            return texts.of("health.sentence.bad", Math.max(1, view.open().size()));
        }
        if (!view.complete()) {
            return texts.of("health.sentence.incomplete");
        }
        if (view.state() == State.WATCH) {
            return texts.of(
                    "health.sentence.watch",
                    view.lines().stream()
                            .filter(line -> line.state() == State.WATCH)
                            .count());
        }
        return texts.of("health.sentence.ok");
    }

    private List<Row> rows(View view, List<String> beginnings) {
        var rows = new ArrayList<Row>();
        for (var beginning : beginnings) {
            view.lines().stream()
                    .filter(line -> line.sign().name().startsWith(beginning))
                    .map(this::row)
                    .forEach(rows::add);
        }
        return rows;
    }

    private Row row(Line line) {
        var sign = line.sign();
        var limit = sign.limit();
        return new Row(
                texts.of("health.sign." + sign.name()),
                texts.of("health.sign." + sign.name() + ".help"),
                amounts.of(sign.unit(), line.value()),
                limit == null ? null : amounts.of(sign.unit(), limit.most()),
                line.state(),
                sign.path(),
                sign.troubles().stream().map(trouble -> part(line, trouble)).toList());
    }

    private Part part(Line line, Trouble trouble) {
        return new Part(trouble.name(), amounts.of(line.sign().unit(), trouble.value()), trouble.path());
    }

    private Told told(Alert alert) {
        return new Told(
                texts.of("health.alert." + alert.kind(), alert.name()),
                texts.of("health.alert." + alert.kind() + ".todo"),
                amounts.of(alert.unit(), alert.worst()),
                alert.path(),
                alert.since(),
                alert.endedAt());
    }

    private Server server(Node node) {
        return new Server(
                node.name(),
                node.version(),
                node.startedAt(),
                node.seenAt(),
                texts.of(
                        "health.disk",
                        amounts.bytes(node.disk().free()),
                        amounts.bytes(node.disk().total())),
                node.alive(),
                node.replaced());
    }
}
