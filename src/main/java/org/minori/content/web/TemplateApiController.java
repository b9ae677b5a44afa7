package org.minori.content.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.content.RenderingFailed;
import org.minori.content.TemplateRendering;
import org.minori.web.AllowScope;
import org.minori.web.InvalidInput;
import org.minori.web.Scopes;
import org.minori.web.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tries Liquid out as mails use it. */
@RestController
@AllowScope(Scopes.CONTENT)
class TemplateApiController {

    private final TemplateRendering rendering;
    private final Texts texts;

    TemplateApiController(TemplateRendering rendering, Texts texts) {
        this.rendering = rendering;
        this.texts = texts;
    }

    record RenderBody(
            @Nullable String template,
            @Nullable Map<String, Object> data,
            @Nullable String escape) {}

    record Output(String output) {}

    @PostMapping("/api/v1/templates/render")
    ResponseEntity<Object> render(@RequestBody RenderBody body) {
        String template = body.template();
        if (template == null) {
            throw new InvalidInput("template", "content.error.required");
        }
        String escape = body.escape() == null ? "html" : body.escape();
        if (!escape.equals("html") && !escape.equals("none")) {
            throw new InvalidInput("escape", "content.error.escape");
        }
        try {
            var data = body.data() == null ? Map.<String, Object>of() : body.data();
            return ResponseEntity.ok(new Output(rendering.render(template, data, escape.equals("html"))));
        } catch (RenderingFailed fault) {
            return ResponseEntity.unprocessableEntity().body(problem(fault));
        }
    }

    private ProblemDetail problem(RenderingFailed fault) {
        String message = texts.of(fault.messageKey(), fault.arguments());
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, message);
        problem.setProperty("line", fault.line());
        problem.setProperty("errors", List.of(Map.of("field", "template", "message", message)));
        return problem;
    }
}
