package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.web.Role;
import org.minori.web.Scopes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks the whole description of the API as programs read it. */
@MinoriTest
class ApiDescriptionTests {

    private static final Pattern SENTENCE = Pattern.compile("[A-Z].*[^.]\\.");
    private static final Pattern TECHNICAL =
            Pattern.compile(".*(Json|View|Record|Dto|Body|Controller|Api)|.*[._].*|JsonNode");

    @Autowired
    MockMvc caller;

    @Autowired
    ApiKeys keys;

    @Autowired
    ObjectMapper json;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    private JsonNode description;

    private record Call(String method, String path, JsonNode told) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void readIt() throws Exception {
        description = json.readTree(caller.perform(get("/v3/api-docs").with(SignedIn.as(Role.MARKETER)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    @Test
    void aKeyReadsItWhateverItMayDoAndAWrongOneIsToldSo() throws Exception {
        var key = keys.make("reader", Set.of(Scopes.EVENTS), null);

        caller.perform(get("/v3/api-docs").header("Authorization", "Bearer " + key))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("listContacts")));
        caller.perform(get("/v3/api-docs").header("Authorization", "Bearer minori_nobody_knows"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", containsString("Bearer")))
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
        caller.perform(get("/settings/api-keys").header("Authorization", "Bearer " + key))
                .andExpect(status().is3xxRedirection());
    }

    @Test
    void everyCallOfTheApplicationIsInIt() {
        assertThat(calls().map(Call::toString)).containsExactlyInAnyOrderElementsOf(routes());
    }

    @Test
    void everyCallSaysInOneSentenceWhatItDoes() {
        assertThat(calls().filter(call ->
                        !SENTENCE.matcher(call.told().path("summary").asText()).matches()))
                .isEmpty();
    }

    @Test
    void everyCallHasANameOfItsOwn() {
        assertThat(calls().map(call -> call.told().path("operationId").asText()))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+[A-Za-z]*"));
    }

    @Test
    void whatIsSentHasAShape() {
        assertThat(calls().filter(call -> call.told().has("requestBody"))
                        .filter(call -> !shape(body(call)).has("type")))
                .as("bodies without a shape")
                .isEmpty();
        assertThat(calls().filter(call -> Set.of("PUT", "PATCH").contains(call.method()))
                        .filter(call -> !call.told().has("requestBody")))
                .as("PUT and PATCH without a body")
                .isEmpty();
    }

    @Test
    void whatIsAnsweredHasAShape() {
        for (var call : calls().toList()) {
            call.told().path("responses").fields().forEachRemaining(answer -> {
                if (answer.getKey().startsWith("2") && !answer.getKey().equals("204")) {
                    var schema =
                            answer.getValue().path("content").elements().next().path("schema");
                    assertThat(shape(schema).has("type"))
                            .as(call + " " + schema)
                            .isTrue();
                }
            });
        }
    }

    @Test
    void theDrawingOfADraftIsItsBody() {
        var body = description.at("/paths/~1api~1v1~1scenarios~1{key}~1draft/put/requestBody");

        assertThat(body.path("required").asBoolean()).isTrue();
        assertThat(body.at("/content/application~1xml/schema/type").asText()).isEqualTo("string");
    }

    @Test
    void fieldsThatCanNotBeMissingAndTheirLimitsAreTold() {
        assertThat(texts(schema("MigrationRequest").path("required"))).containsExactlyInAnyOrder("from", "to");
        assertThat(schema("SimulationRequest").at("/properties/days/maximum").asInt())
                .isEqualTo(400);
        assertThat(schema("EnrolmentRequest")
                        .at("/properties/contacts/maxItems")
                        .asInt())
                .isEqualTo(10_000);
        assertThat(schema("ContactBatch").at("/properties/items/items/$ref").asText())
                .endsWith("/ContactRequest");
        assertThat(texts(schema("ImportUpload").path("required"))).containsExactly("file");
        assertThat(texts(schema("Contact").path("required"))).contains("id").doesNotContain("email");
    }

    @Test
    void everyRefusalThatACallMayMeetIsAProblem() {
        for (var call : calls().toList()) {
            var answers = call.told().path("responses");
            var codes = new ArrayList<String>();
            answers.fieldNames().forEachRemaining(codes::add);

            assertThat(codes).as(call.toString()).contains("401", "403", "429").anyMatch(code -> code.startsWith("2"));
            assertThat(codes.contains("404"))
                    .as(call + " 404")
                    .isEqualTo(call.path().contains("{") || call.path().endsWith("/mailbox"));
            if (call.told().has("requestBody")) {
                assertThat(codes).as(call.toString()).contains("400", "415");
            }
            assertThat(codes.stream().filter(code -> code.startsWith("4")))
                    .as(call.toString())
                    .allMatch(code -> answers.at("/" + code + "/content/application~1problem+json/schema/$ref")
                            .asText()
                            .endsWith("/Problem"));
        }
        assertThat(description
                        .at("/paths/~1api~1v1~1scenarios~1{key}~1publish/post/responses")
                        .toString())
                .contains("\"201\"", "\"422\"", "/PublishedVersion")
                .doesNotContain("\"200\"");
    }

    @Test
    void shapesBearTheWordsOfTheProduct() {
        var names = new ArrayList<String>();
        description.at("/components/schemas").fieldNames().forEachRemaining(names::add);

        assertThat(names).isNotEmpty().noneMatch(name -> TECHNICAL.matcher(name).matches());
        assertThat(description.toString()).doesNotContainIgnoringCase("csrf");
        assertThat(calls().flatMap(call -> Stream.iterate(0, n -> n + 1)
                                .limit(call.told().path("parameters").size())
                                .map(n -> call.told().path("parameters").get(n)))
                        .filter(parameter -> shape(parameter.path("schema"))
                                .path("type")
                                .asText()
                                .equals("object")))
                .as("parameters that are no plain values")
                .isEmpty();
    }

    private JsonNode body(Call call) {
        return call.told().path("requestBody").path("content").elements().next().path("schema");
    }

    private JsonNode shape(JsonNode schema) {
        return schema.has("$ref") ? schema(schema.path("$ref").asText().replaceFirst(".*/", "")) : schema;
    }

    private JsonNode schema(String name) {
        return description.path("components").path("schemas").path(name);
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private Stream<Call> calls() {
        var calls = new ArrayList<Call>();
        description
                .path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(call -> calls.add(
                                new Call(call.getKey().toUpperCase(Locale.ROOT), path.getKey(), call.getValue()))));
        return calls.stream().filter(call -> !call.path().startsWith(EffectsController.PATH));
    }

    private List<String> routes() {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> RouteRules.ours(entry.getValue()))
                .flatMap(entry -> entry.getKey().getPathPatternsCondition().getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1/") && !path.startsWith(EffectsController.PATH))
                        .flatMap(path -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path)))
                .toList();
    }
}
