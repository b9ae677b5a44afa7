package org.minori.content.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.content.RenderingFailed;
import org.minori.content.TemplateRendering;
import org.minori.web.AllowScope;
import org.minori.web.Answers;
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

    @Schema(example = "{\"template\":\"Dear {{ contact.lastName }}\",\"data\":{\"contact\":{\"lastName\":\"Yamada\"}}}")
    record RenderBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String template,

            @Nullable Map<String, Object> data,

            @Schema(allowableValues = {"html", "none"}) @Nullable
            String escape) {}

    @Schema(name = "RenderedTemplate")
    record Output(String output) {}

    @Operation(
            operationId = "renderTemplate",
            summary = "Fills a template with data as mails do; nothing is stored.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(schema = @Schema(implementation = Output.class))))
    @Answers(422)
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
