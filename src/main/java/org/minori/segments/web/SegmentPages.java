package org.minori.segments.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.segments.RuleChoices;
import org.minori.segments.RulePreview;
import org.minori.segments.Segment;
import org.minori.segments.SegmentDefinitions;
import org.minori.segments.SegmentInUse;
import org.minori.segments.SegmentKeyTaken;
import org.minori.segments.Segments;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of segments and the builder, which counts while one builds. */
@Controller
@RequestMapping("/segments")
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class SegmentPages {

    private static final int PAGE = 50;
    /** Begins with one condition to fill in: without any, a segment of everybody would be saved by mistake. */
    private static final String ONE_TO_FILL_IN = "{\"all\":[{\"field\":\"\",\"op\":\"eq\"}]}";

    private final SegmentDefinitions definitions;
    private final Segments segments;
    private final RulePreview preview;
    private final RuleChoices choices;
    private final ObjectMapper json;
    private final Texts texts;
    private final Clock clock;

    SegmentPages(
            SegmentDefinitions definitions,
            Segments segments,
            RulePreview preview,
            RuleChoices choices,
            ObjectMapper json,
            Texts texts,
            Clock clock) {
        this.definitions = definitions;
        this.segments = segments;
        this.preview = preview;
        this.choices = choices;
        this.json = json;
        this.texts = texts;
        this.clock = clock;
    }

    /** One line of the list. */
    record Line(Segment segment, String words) {}

    /** What the form holds; it comes back as it was sent when it can't be saved. */
    record Draft(boolean isNew, String key, String name, String rule, boolean fixed) {}

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, Model model) {
        var wanted = q.strip().toLowerCase(Locale.ROOT);
        var lines = definitions.all().stream()
                .filter(segment -> segment.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || segment.key().contains(wanted))
                .map(segment -> new Line(segment, preview.words(segment)))
                .toList();
        model.addAttribute("lines", lines).addAttribute("q", q);
        return "segments/list";
    }

    @GetMapping("/{key}/count")
    String count(@PathVariable String key, Model model) {
        try {
            model.addAttribute("count", segments.count(key));
        } catch (QueryTimeoutException | TransactionTimedOutException tooSlow) {
            model.addAttribute("count", null);
        }
        return "segments/list :: count";
    }

    @GetMapping("/choices")
    @ResponseBody
    RuleChoices.Menus choices() {
        return choices.menus();
    }

    @GetMapping("/new")
    @AllowRoles(Role.MARKETER)
    String create(Model model) {
        return builder(model, new Draft(true, "", "", ONE_TO_FILL_IN, false), Map.of());
    }

    @GetMapping("/new/list")
    @AllowRoles(Role.MARKETER)
    String createList(Model model) {
        var key = "list-" + Long.toString(clock.instant().getEpochSecond(), 36);
        return builder(model, new Draft(true, key, "", "", true), Map.of());
    }

    @PostMapping("/lists")
    @AllowRoles(Role.MARKETER)
    ModelAndView createList(@RequestParam String key, @RequestParam String name, RedirectAttributes redirect) {
        var draft = new Draft(true, key, name, "", true);
        try {
            return saved(definitions.createList(key.strip(), name), redirect);
        } catch (InvalidInput faulty) {
            return again(draft, byField(faulty));
        } catch (SegmentKeyTaken taken) {
            return again(draft, Map.of("key", texts.of(taken.messageKey(), taken.arguments())));
        }
    }

    @GetMapping("/{key}")
    String edit(@PathVariable String key, Model model) {
        var segment = definitions.get(key);
        model.addAttribute("users", definitions.usersOf(key));
        return builder(model, draft(segment), Map.of());
    }

    private static Draft draft(Segment segment) {
        return new Draft(
                false,
                segment.key(),
                segment.name(),
                segment.rule() == null ? "" : segment.rule().toString(),
                segment.rule() == null);
    }

    private static String builder(Model model, Draft draft, Map<String, String> errors) {
        model.addAttribute("draft", draft).addAttribute("errors", errors);
        return "segments/builder";
    }

    /** Counts what is being built. What is not complete yet is no error of the request: the page says what is missing. */
    @PostMapping("/preview")
    String preview(@RequestParam String rule, @RequestParam(required = false) @Nullable String stored, Model model) {
        try {
            model.addAttribute("preview", preview.of(stored == null || stored.isBlank() ? null : stored, tree(rule)));
        } catch (InvalidInput faulty) {
            model.addAttribute("faults", faulty.errors());
        } catch (QueryTimeoutException | TransactionTimedOutException tooSlow) {
            model.addAttribute("tooSlow", true);
        }
        return "segments/builder :: preview";
    }

    @PostMapping
    @AllowRoles(Role.MARKETER)
    ModelAndView create(
            @RequestParam(defaultValue = "") String key,
            @RequestParam String name,
            @RequestParam String rule,
            RedirectAttributes redirect) {
        try {
            return saved(definitions.create(key.isBlank() ? keyFor(name) : key.strip(), name, tree(rule)), redirect);
        } catch (InvalidInput faulty) {
            return again(new Draft(true, key, name, rule, false), byField(faulty));
        } catch (SegmentKeyTaken taken) {
            return again(
                    new Draft(true, key, name, rule, false),
                    Map.of("key", texts.of(taken.messageKey(), taken.arguments())));
        }
    }

    /** The Latin letters of the name where it has some; else one that nobody has. */
    private String keyFor(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        boolean speaks =
                plain.length() >= 3 && plain.length() <= 60 && plain.matches("[a-z].*") && !segments.exists(plain);
        return speaks ? plain : "segment-" + Long.toString(clock.millis(), 36);
    }

    @PostMapping("/{key}")
    @AllowRoles(Role.MARKETER)
    ModelAndView change(
            @PathVariable String key,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String rule,
            RedirectAttributes redirect) {
        var fixed = definitions.get(key).rule() == null;
        try {
            return saved(definitions.change(key, name, fixed ? null : tree(rule)), redirect);
        } catch (InvalidInput faulty) {
            return again(new Draft(false, key, name, rule, fixed), byField(faulty));
        }
    }

    private ModelAndView saved(Segment segment, RedirectAttributes redirect) {
        redirect.addFlashAttribute("flashOk", texts.of("segments.edit.saved", segment.name()));
        return new ModelAndView("redirect:/segments/" + segment.key());
    }

    private static ModelAndView again(Draft draft, Map<String, String> errors) {
        var page = new ModelAndView("segments/builder", HttpStatus.UNPROCESSABLE_ENTITY);
        page.addObject("draft", draft).addObject("errors", errors);
        return page;
    }

    /** Messages by field; all that is wrong with the rule stands together. */
    private Map<String, String> byField(InvalidInput faulty) {
        return faulty.errors().stream()
                .collect(Collectors.toMap(
                        error -> error.field().startsWith("rule") ? "rule" : error.field(),
                        error -> texts.of(error.messageKey(), error.arguments().toArray()),
                        (first, second) -> first.equals(second) ? first : first + " " + second));
    }

    @PostMapping("/{key}/delete")
    @AllowRoles(Role.MARKETER)
    String delete(@PathVariable String key, RedirectAttributes redirect) {
        var name = definitions.get(key).name();
        try {
            definitions.delete(key);
        } catch (SegmentInUse inUse) {
            redirect.addFlashAttribute("flashError", texts.of(inUse.messageKey(), inUse.arguments()));
            return "redirect:/segments/" + key;
        }
        redirect.addFlashAttribute("flashOk", texts.of("segments.edit.deleted", name));
        return "redirect:/segments";
    }

    @GetMapping("/{key}/contacts")
    String contacts(@PathVariable String key, @RequestParam(required = false) @Nullable ContactId after, Model model) {
        model.addAttribute("segment", definitions.get(key))
                .addAttribute("page", preview.contacts(key, after, PAGE))
                .addAttribute("size", PAGE)
                .addAttribute("first", after == null);
        return "segments/members";
    }

    private JsonNode tree(String rule) {
        try {
            var tree = json.readTree(rule);
            if (tree == null || tree.isMissingNode()) {
                throw new InvalidInput("rule", "segments.rule.unreadable");
            }
            return tree;
        } catch (JsonProcessingException unreadable) {
            throw new InvalidInput(List.of(new InvalidInput.FieldError("rule", "segments.rule.unreadable")));
        }
    }
}
