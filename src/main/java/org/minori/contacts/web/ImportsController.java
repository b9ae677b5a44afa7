package org.minori.contacts.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.Consent;
import org.minori.contacts.ConsentBasis;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactImports;
import org.minori.contacts.ImportId;
import org.minori.contacts.ImportProgress;
import org.minori.contacts.ImportState;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.RelativeTimes;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Taking in files: upload, mapping with a preview, progress, result, and taking it back. */
@Controller
@RequestMapping("/contacts/imports")
@AllowRoles(Role.MARKETER)
class ImportsController {

    private static final int SHOWN_IMPORTS = 50;
    private static final int SHOWN_FAULTS = 20;

    private final ContactImports imports;
    private final ContactDirectory directory;
    private final FormErrors errors;
    private final RelativeTimes times;
    private final Texts texts;
    private final Clock clock;

    ImportsController(
            ContactImports imports,
            ContactDirectory directory,
            FormErrors errors,
            RelativeTimes times,
            Texts texts,
            Clock clock) {
        this.imports = imports;
        this.directory = directory;
        this.errors = errors;
        this.times = times;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        page(model, Map.of());
        return "contacts/imports";
    }

    private void page(Model model, Map<String, String> faults) {
        model.addAttribute("imports", imports.newest(SHOWN_IMPORTS));
        model.addAttribute("encodings", imports.encodings());
        model.addAttribute("errors", faults);
    }

    @PostMapping
    String upload(
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String encoding,
            Model model)
            throws IOException {
        try {
            if (file == null
                    || Objects.requireNonNullElse(file.getOriginalFilename(), "")
                            .isBlank()) {
                throw new InvalidInput("file", "contacts.import.noFile");
            }
            try (var content = file.getInputStream()) {
                var id = imports.upload(
                        Objects.requireNonNullElse(file.getOriginalFilename(), "import.csv"), content, encoding);
                return "redirect:/contacts/imports/" + id;
            }
        } catch (InvalidInput refused) {
            page(model, errors.of(refused));
            return "contacts/imports";
        }
    }

    @GetMapping("/sample.csv")
    void sample(HttpServletResponse response) throws IOException {
        CsvDownload.begin(response, "sample.csv");
        try (var sample = new ClassPathResource("contacts/sample.csv").getInputStream()) {
            response.getWriter().write('\ufeff' + new String(sample.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @GetMapping("/{id}")
    String show(@PathVariable ImportId id, Model model) {
        if (imports.find(id).state() == ImportState.UPLOADED) {
            return mapping(id, model, null, Map.of(), Map.of());
        }
        progress(id, model);
        return "contacts/import";
    }

    private void warn(ImportId id, Model model) {
        imports.otherLines(id).ifPresent(lines -> model.addAttribute("mixed", OtherLinesText.of(lines, texts)));
    }

    private void progress(ImportId id, Model model) {
        warn(id, model);
        var progress = imports.find(id);
        model.addAttribute("import", progress);
        pace(progress, model);
        model.addAttribute("refused", imports.refused(id, SHOWN_FAULTS));
        model.addAttribute("texts", errors);
    }

    /** How quick it is and how long it will take, once there is something to go by. */
    private void pace(ImportProgress progress, Model model) {
        var started = progress.startedAt();
        if (progress.state() != ImportState.RUNNING || started == null || progress.processed() == 0) {
            return;
        }
        long millis = Math.max(1, Duration.between(started, clock.instant()).toMillis());
        model.addAttribute("rate", Math.max(1, progress.processed() * 1_000 / millis));
        model.addAttribute(
                "left", Duration.ofMillis((progress.rows() - progress.processed()) * millis / progress.processed()));
    }

    private String mapping(
            ImportId id,
            Model model,
            @Nullable List<String> targets,
            Map<String, String> typed,
            Map<String, String> faults) {
        warn(id, model);
        var preview = imports.preview(id);
        model.addAttribute("import", preview.progress());
        model.addAttribute("skipped", preview.skipped());
        model.addAttribute("headers", preview.headers());
        model.addAttribute("targets", targets == null ? preview.targets() : targets);
        model.addAttribute("rows", preview.rows());
        model.addAttribute("builtIn", ContactForm.builtIn(directory.fields()));
        model.addAttribute("custom", ContactForm.custom(directory.fields()));
        model.addAttribute("bases", ConsentBasis.values());
        model.addAttribute("encodings", imports.encodings());
        model.addAttribute("today", LocalDate.now(times.zone()));
        model.addAttribute("values", typed);
        model.addAttribute("errors", faults);
        return "contacts/mapping";
    }

    @GetMapping("/{id}/progress")
    String progressFragment(@PathVariable ImportId id, Model model) {
        progress(id, model);
        return "contacts/import :: progress";
    }

    @PostMapping("/{id}/encoding")
    String readAs(@PathVariable ImportId id, @RequestParam String encoding, RedirectAttributes redirect) {
        try {
            imports.readAs(id, encoding);
        } catch (InvalidInput refused) {
            redirect.addFlashAttribute("flashError", errors.line(refused));
        }
        return "redirect:/contacts/imports/" + id;
    }

    @PostMapping("/{id}/start")
    String start(
            @PathVariable ImportId id,
            @RequestParam(name = "target", required = false) String @Nullable [] target,
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable ConsentBasis basis,
            @RequestParam(required = false) @Nullable LocalDate obtainedOn,
            Model model) {
        var targets = target == null ? List.<String>of() : Arrays.asList(target);
        try {
            var consent = basis == null ? null : consent(basis, obtainedOn, typed.getOrDefault("wording", ""));
            imports.start(id, targets, ContactController.tags(typed.get("tags")), typed.get("campaign"), consent);
            return "redirect:/contacts/imports/" + id;
        } catch (InvalidInput refused) {
            return mapping(id, model, targets, typed, errors.of(refused));
        }
    }

    private Consent consent(ConsentBasis basis, @Nullable LocalDate obtainedOn, String wording) {
        var day = Objects.requireNonNullElseGet(obtainedOn, () -> LocalDate.now(times.zone()));
        return new Consent(basis, day.atStartOfDay(times.zone()).toInstant(), wording);
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable ImportId id, RedirectAttributes redirect) {
        imports.cancel(id);
        redirect.addFlashAttribute("flashOk", texts.of("contacts.import.cancelled"));
        return "redirect:/contacts/imports";
    }

    @PostMapping("/{id}/undo")
    String undo(@PathVariable ImportId id) {
        imports.undo(id);
        return "redirect:/contacts/imports/" + id;
    }

    @GetMapping("/{id}/errors.csv")
    void refused(@PathVariable ImportId id, HttpServletResponse response) throws IOException {
        imports.find(id);
        CsvDownload.begin(response, "import-" + id + "-errors.csv");
        imports.writeRefused(id, response.getWriter());
    }
}
