package org.minori.scenarios.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.NotADrawing;
import org.minori.scenarios.authoring.Publishing;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.ScenarioKey;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/** Bringing a drawing in, and publishing it. */
@Controller
@AllowRoles({Role.MARKETER})
class ScenarioUploadPages {

    private static final long MOST_BYTES = 2L * 1024 * 1024;

    private final ScenarioDrafts drafts;
    private final Publishing publishing;
    private final Texts texts;

    ScenarioUploadPages(ScenarioDrafts drafts, Publishing publishing, Texts texts) {
        this.drafts = drafts;
        this.publishing = publishing;
        this.texts = texts;
    }

    @GetMapping("/scenarios/new")
    String form() {
        return "scenarios/upload";
    }

    @PostMapping("/scenarios/new")
    ModelAndView create(
            @RequestParam(required = false) @Nullable String key,
            @RequestParam MultipartFile file,
            RedirectAttributes flash)
            throws IOException {
        var typed = key == null ? "" : key.strip();
        var wanted = typed.isEmpty() ? ScenarioKey.suggested(String.valueOf(file.getOriginalFilename())) : typed;
        try {
            if (wanted.isEmpty()) {
                throw new InvalidInput("key", "authoring.key.needed");
            }
            if (drafts.create(wanted, bytes(file)).isEmpty()) {
                throw new InvalidInput("key", "authoring.key.taken", wanted);
            }
        } catch (InvalidInput invalid) {
            var fault = invalid.errors().get(0);
            var again = new ModelAndView("scenarios/upload", HttpStatus.UNPROCESSABLE_ENTITY);
            again.addObject("typedKey", wanted);
            again.addObject(
                    fault.field().equals("key") ? "keyError" : "fileError",
                    texts.of(fault.messageKey(), fault.arguments().toArray()));
            return again;
        }
        flash.addFlashAttribute("flashOk", texts.of("authoring.upload.done"));
        return new ModelAndView("redirect:/scenarios/" + wanted);
    }

    @PostMapping("/scenarios/{key}/draft")
    String replace(@PathVariable String key, @RequestParam MultipartFile file, RedirectAttributes flash)
            throws IOException {
        drafts.find(key);
        try {
            drafts.save(key, bytes(file));
            flash.addFlashAttribute("flashOk", texts.of("authoring.upload.replaced"));
        } catch (NotADrawing refused) {
            var fault = refused.errors().get(0);
            flash.addFlashAttribute(
                    "flashError", texts.of(fault.messageKey(), fault.arguments().toArray()));
        }
        return "redirect:/scenarios/" + key + "?shown=draft";
    }

    @PostMapping("/scenarios/{key}/publish")
    String publish(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String move,
            @RequestParam(defaultValue = "") String before,
            RedirectAttributes flash) {
        var outcome = publishing.publish(key);
        var version = outcome.version();
        if (version == null) {
            flash.addFlashAttribute("flashError", ProblemLine.refusal(outcome.problems(), texts));
            return "redirect:/scenarios/" + key + "?shown=draft";
        }
        flash.addFlashAttribute("flashOk", texts.of("authoring.publish.done", version));
        if (move.isEmpty()) {
            return "redirect:/scenarios/" + key;
        }
        var which = move.equals("before") ? "&before=" + UriUtils.encode(before, UTF_8) : "";
        return "redirect:/scenarios/" + key + "/migration?to=" + version + which;
    }

    private static byte[] bytes(MultipartFile file) throws IOException {
        if (file.getSize() > MOST_BYTES) {
            throw new NotADrawing("authoring.drawing.tooLarge");
        }
        return file.getBytes();
    }
}
