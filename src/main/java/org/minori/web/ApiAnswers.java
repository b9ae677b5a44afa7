package org.minori.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** Says of each call what it may answer: what it is for, and each refusal that its shape and its rules allow. */
@Component
class ApiAnswers implements OperationCustomizer {

    static final String PROBLEM = "Problem";

    private static final Map<Integer, String> MEANING = Map.ofEntries(
            Map.entry(200, "Done"),
            Map.entry(201, "Made"),
            Map.entry(202, "Taken; the work goes on in the background"),
            Map.entry(204, "Done, nothing to tell"),
            Map.entry(400, "Something is missing or can't be read; errors names each field"),
            Map.entry(401, "No API key, or one that is not valid"),
            Map.entry(403, "The API key lacks the scope"),
            Map.entry(404, "There is nothing under this address"),
            Map.entry(
                    409,
                    "It can't be done as things stand, or the same Idempotency-Key came with another call or one that still runs"),
            Map.entry(413, "The body is too large"),
            Map.entry(415, "The body is of another kind than this call takes"),
            Map.entry(422, "It was understood, but can't be done like this; nothing was changed"),
            Map.entry(429, "Too many calls; Retry-After says in how many seconds to go on"));

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        var told = method.getMethodAnnotation(Answers.class);
        int[] codes = told == null ? new int[0] : told.value();
        var answers = successes(operation.getResponses(), codes);
        for (int refusal : refusals(operation, method, codes)) {
            answers.addApiResponse(
                    String.valueOf(refusal),
                    new ApiResponse().description(MEANING.get(refusal)).content(problemContent()));
        }
        operation.setResponses(answers);
        if (method.hasMethodAnnotation(PostMapping.class)) {
            operation.setParameters(withKey(operation.getParameters()));
        }
        return operation;
    }

    private static ApiResponses successes(ApiResponses found, int[] codes) {
        var answers = new ApiResponses();
        var told = Arrays.stream(codes).filter(code -> code < 300).toArray();
        found.forEach((code, answer) -> {
            var each = told.length == 0 ? new int[] {Integer.parseInt(code)} : told;
            for (int success : each) {
                answers.addApiResponse(
                        String.valueOf(success),
                        new ApiResponse().description(MEANING.get(success)).content(answer.getContent()));
            }
        });
        return answers;
    }

    private static TreeSet<Integer> refusals(Operation operation, HandlerMethod method, int[] codes) {
        var refusals = new TreeSet<>(List.of(401, 403, 429));
        Arrays.stream(codes).filter(code -> code >= 400).forEach(refusals::add);
        var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        if (parameters.stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
            refusals.add(404);
        }
        if (!parameters.isEmpty()) {
            refusals.add(400);
        }
        if (method.hasMethodAnnotation(PostMapping.class)) {
            refusals.addAll(List.of(400, 409));
        }
        if (operation.getRequestBody() != null) {
            refusals.addAll(List.of(400, 413, 415));
        }
        return refusals;
    }

    private static List<Parameter> withKey(List<Parameter> parameters) {
        var all = new ArrayList<Parameter>(parameters == null ? List.of() : parameters);
        all.removeIf(parameter -> "Idempotency-Key".equals(parameter.getName()));
        all.add(new HeaderParameter()
                .name("Idempotency-Key")
                .required(false)
                .description("The same key with the same body has one effect and one answer")
                .schema(new StringSchema().maxLength(255)));
        return all;
    }

    private static Content problemContent() {
        return new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
    }

    static Schema<?> problem() {
        var fault =
                new ObjectSchema().addProperty("field", new StringSchema()).addProperty("message", new StringSchema());
        return new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("errors", new ArraySchema().items(fault));
    }
}
