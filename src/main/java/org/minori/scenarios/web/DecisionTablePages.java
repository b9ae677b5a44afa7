package org.minori.scenarios.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.DecisionTable.Row;
import org.minori.scenarios.authoring.DecisionTableNotFound;
import org.minori.scenarios.authoring.DecisionTables;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.SettingsEntry;
import org.minori.web.Texts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Decision tables for people: the list, and one table's rows in a form. */
@Controller
@AllowRoles(Role.MARKETER)
class DecisionTablePages {

    private static final String LIST = "/settings/decision-tables";
    private static final int EMPTY_ROWS = 5;

    private final DecisionTables tables;
    private final Texts texts;

    DecisionTablePages(DecisionTables tables, Texts texts) {
        this.tables = tables;
        this.texts = texts;
    }

    /** Says where the page is. */
    @Configuration(proxyBeanMethods = false)
    static class TablePlaces {

        @Bean
        SettingsEntry decisionTableSettings() {
            return new SettingsEntry(47, LIST, "authoring.tables", "table", Set.of(Role.MARKETER, Role.OPERATOR));
        }
    }

    /** What was typed, kept as it is until it is right. */
    record Form(String key, String name, List<Row> rows, String otherwise) {

        /** The rows with some to fill in. */
        public List<Row> lines() {
            var lines = new ArrayList<>(rows);
            for (int i = 0; i < EMPTY_ROWS; i++) {
                lines.add(new Row("", ""));
            }
            return lines;
        }
    }

    @GetMapping(LIST)
    @AllowRoles({Role.MARKETER, Role.OPERATOR})
    String list(Model model) {
        model.addAttribute("tables", tables.all());
        return "scenarios/decision-tables";
    }

    @GetMapping(LIST + "/new")
    ModelAndView create() {
        return page(new Form("", "", List.of(), ""), true, Map.of());
    }

    @GetMapping(LIST + "/{key}")
    ModelAndView edit(@PathVariable String key) {
        var table = tables.find(key).orElseThrow(() -> new DecisionTableNotFound(key));
        return page(new Form(key, table.name(), table.rows(), table.otherwise()), false, Map.of());
    }

    @PostMapping(LIST)
    ModelAndView create(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable List<String> when,
            @RequestParam(required = false) @Nullable List<String> then,
            @RequestParam(defaultValue = "") String otherwise,
            RedirectAttributes redirect) {
        var form = new Form(key.strip(), name, rows(when, then), otherwise);
        if (tables.find(form.key()).isPresent()) {
            return refused(form, true, Map.of("key", texts.of("authoring.key.taken", form.key())));
        }
        return save(form, true, redirect);
    }

    @PostMapping(LIST + "/{key}")
    ModelAndView change(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable List<String> when,
            @RequestParam(required = false) @Nullable List<String> then,
            @RequestParam(defaultValue = "") String otherwise,
            RedirectAttributes redirect) {
        if (tables.find(key).isEmpty()) {
            throw new DecisionTableNotFound(key);
        }
        return save(new Form(key, name, rows(when, then), otherwise), false, redirect);
    }

    private ModelAndView save(Form form, boolean isNew, RedirectAttributes redirect) {
        try {
            var saved = tables.save(form.key(), form.name(), form.rows(), form.otherwise());
            redirect.addFlashAttribute("flashOk", texts.of("authoring.table.saved", saved.name(), saved.version()));
            return new ModelAndView("redirect:" + LIST);
        } catch (InvalidInput invalid) {
            return refused(form, isNew, problems(invalid));
        }
    }

    /** Lines where both are empty are no rows. */
    private static List<Row> rows(@Nullable List<String> when, @Nullable List<String> then) {
        var rows = new ArrayList<Row>();
        if (when != null && then != null) {
            for (int i = 0; i < Math.min(when.size(), then.size()); i++) {
                if (!when.get(i).isBlank() || !then.get(i).isBlank()) {
                    rows.add(new Row(when.get(i).strip(), then.get(i).strip()));
                }
            }
        }
        return rows;
    }

    private Map<String, String> problems(InvalidInput invalid) {
        var problems = new TreeMap<String, String>();
        invalid.errors()
                .forEach(error -> problems.putIfAbsent(
                        error.field(),
                        texts.of(error.messageKey(), error.arguments().toArray())));
        return problems;
    }

    private static ModelAndView refused(Form form, boolean isNew, Map<String, String> problems) {
        var view = page(form, isNew, problems);
        view.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return view;
    }

    private static ModelAndView page(Form form, boolean isNew, Map<String, String> problems) {
        return new ModelAndView("scenarios/decision-table", Map.of("form", form, "isNew", isNew, "problems", problems));
    }
}
