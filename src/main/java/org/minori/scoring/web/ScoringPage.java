package org.minori.scoring.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.minori.scoring.Grades;
import org.minori.scoring.LeadScores;
import org.minori.scoring.ScoreCheck;
import org.minori.scoring.ScoreReasons;
import org.minori.scoring.ScoreRule;
import org.minori.scoring.ScoreRuleNotFound;
import org.minori.scoring.ScoreRules;
import org.minori.storage.TimeOrderedIds;
import org.minori.tracking.TouchpointType;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.SettingsEntry;
import org.minori.web.Texts;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What touchpoints are worth: the rules, one rule's form, and the proof that all scores add up. */
@Controller
@AllowRoles({Role.MARKETER})
class ScoringPage {

    private static final int MOST_SHOWN = 20;
    private static final List<String> USUAL_TYPES = List.of(
            TouchpointType.EMAIL_OPENED,
            TouchpointType.EMAIL_CLICKED,
            TouchpointType.PAGE_VIEWED,
            TouchpointType.FORM_SUBMITTED,
            "documentRequested",
            "seminarAttended");

    private final ScoreRules rules;
    private final ScoreReasons reasons;
    private final ScoreCheck check;
    private final Grades grades;
    private final Texts texts;
    private final MessageSource messages;

    ScoringPage(
            ScoreRules rules,
            ScoreReasons reasons,
            ScoreCheck check,
            Grades grades,
            Texts texts,
            MessageSource messages) {
        this.rules = rules;
        this.reasons = reasons;
        this.check = check;
        this.grades = grades;
        this.texts = texts;
        this.messages = messages;
    }

    /** Says where the page is. */
    @Configuration(proxyBeanMethods = false)
    static class Places {

        @Bean
        SettingsEntry scoringSettings() {
            return new SettingsEntry(
                    40, "/settings/scoring", "scoring.rules", "target", Set.of(Role.MARKETER, Role.OPERATOR));
        }
    }

    /** A rule as the list shows it. */
    record Line(ScoreRule rule, String name, String kind) {}

    /** What was typed, kept as it is until it is right. */
    record Form(
            @Nullable String name,
            @Nullable String eventType,
            @Nullable String subject,
            @Nullable String urlPattern,
            @Nullable String score,
            @Nullable String points,
            @Nullable String limitTimes,
            @Nullable String limitDays,
            @Nullable String active) {

        private Form(ScoreRule rule) {
            this(
                    rule.name(),
                    rule.eventType(),
                    rule.subject(),
                    rule.urlPattern(),
                    rule.score(),
                    Integer.toString(rule.points()),
                    rule.limitTimes() == null ? null : rule.limitTimes().toString(),
                    rule.limitDays() == null ? null : rule.limitDays().toString(),
                    rule.active() ? "on" : null);
        }

        private ScoreRule rule(String key) {
            return new ScoreRule(
                    key,
                    words(name),
                    eventType == null ? "" : eventType.strip(),
                    words(subject),
                    words(urlPattern),
                    words(score) == null
                            ? LeadScores.OVERALL
                            : String.valueOf(score).strip(),
                    Objects.requireNonNullElse(number(points), 0),
                    number(limitTimes),
                    number(limitDays),
                    0,
                    active != null);
        }

        private static @Nullable String words(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }

        /** A text that is no number becomes one that is refused. */
        private static @Nullable Integer number(@Nullable String text) {
            var words = words(text);
            if (words == null) {
                return null;
            }
            return words.matches("-?[0-9]{1,6}") ? Integer.valueOf(words) : Integer.valueOf(0);
        }
    }

    @GetMapping("/settings/scoring")
    @AllowRoles({Role.MARKETER, Role.OPERATOR})
    String list(Model model) {
        model.addAttribute(
                "lines",
                rules.all().stream()
                        .map(rule -> new Line(rule, reasons.of(rule), kind(rule.eventType())))
                        .toList());
        model.addAttribute("bands", grades.bands());
        return "scoring/rules";
    }

    @GetMapping("/settings/scoring/check")
    @AllowRoles({Role.MARKETER, Role.OPERATOR})
    String check(Model model) {
        model.addAttribute("mismatches", check.mismatches(MOST_SHOWN));
        return "scoring/rules :: checked";
    }

    @GetMapping("/settings/scoring/new")
    ModelAndView add() {
        return form(
                "new",
                new Form(null, "", null, null, LeadScores.OVERALL, "5", null, null, "on"),
                texts.of("scoring.rule.new"),
                Map.of());
    }

    @GetMapping("/settings/scoring/{key}")
    ModelAndView edit(@PathVariable String key) {
        var rule = rules.find(key).orElseThrow(() -> new ScoreRuleNotFound(key));
        return form(key, new Form(rule), reasons.of(rule), Map.of());
    }

    @PostMapping("/settings/scoring/{key}")
    ModelAndView save(@PathVariable String key, @ModelAttribute Form form, RedirectAttributes redirect) {
        boolean isNew = key.equals("new");
        var known = rules.find(key);
        if (!isNew && known.isEmpty()) {
            throw new ScoreRuleNotFound(key);
        }
        var title = known.map(reasons::of).orElseGet(() -> texts.of("scoring.rule.new"));
        if (isNew && (form.name() == null || form.name().isBlank())) {
            return refused(key, form, title, Map.of("name", texts.of("scoring.error.name")));
        }
        try {
            var rule = form.rule(isNew ? "rule-" + Long.toString(TimeOrderedIds.next(), Character.MAX_RADIX) : key);
            rules.save(rule);
            redirect.addFlashAttribute("flashOk", texts.of("scoring.rule.saved", reasons.of(rule)));
            return new ModelAndView("redirect:/settings/scoring");
        } catch (InvalidInput invalid) {
            var problems = new TreeMap<String, String>();
            invalid.errors()
                    .forEach(error -> problems.putIfAbsent(
                            error.field(),
                            texts.of(error.messageKey(), error.arguments().toArray())));
            return refused(key, form, title, problems);
        }
    }

    private ModelAndView refused(String key, Form form, String title, Map<String, String> problems) {
        var view = form(key, form, title, problems);
        view.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return view;
    }

    private ModelAndView form(String key, Form form, String title, Map<String, String> problems) {
        var types = new TreeMap<String, String>();
        USUAL_TYPES.forEach(type -> types.put(type, kind(type)));
        return new ModelAndView(
                "scoring/rule",
                Map.of("key", key, "form", form, "heading", title, "problems", problems, "types", types));
    }

    private String kind(String type) {
        Locale locale = LocaleContextHolder.getLocale();
        var text = messages.getMessage("tracking.kind." + type, null, type, locale);
        return text == null ? type : text;
    }
}
