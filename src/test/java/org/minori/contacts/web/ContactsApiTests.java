package org.minori.contacts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.Contacts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@MinoriTest
class ContactsApiTests {

    @Autowired
    MockMvc caller;

    @Autowired
    JdbcTemplate jdbc;

    private ResultActions send(MockHttpServletRequestBuilder request, String body) throws Exception {
        return caller.perform(request.with(SignedIn.asSystem())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private ResultActions ask(MockHttpServletRequestBuilder request) throws Exception {
        return caller.perform(request.with(SignedIn.asSystem()));
    }

    private String made(String email) throws Exception {
        var answer = send(post("/api/v1/contacts"), "{\"email\":\"%s\",\"lastName\":\"山田\"}".formatted(email))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        return JsonPath.read(answer, "$.id");
    }

    @Test
    void aContactIsMadeOnceAndThenCompleted() throws Exception {
        var email = Contacts.freshEmail();
        var body = """
                {"email":"%s","lastName":"山田","company":"㈱みのり","tags":["expo"],"fields":{"employees":1200,"industry":"製造業"},
                 "consent":{"basis":"OPT_IN","obtainedAt":"2026-11-01T09:00:00+09:00","wording":"メールを受け取る"}}""".formatted(email);

        send(post("/api/v1/contacts"), body)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.id").isString())
                .andExpect(jsonPath("$.stage").value("LEAD"))
                .andExpect(jsonPath("$.owner").value("MARKETING"))
                .andExpect(jsonPath("$.scores.overall").value(0))
                .andExpect(jsonPath("$.fields.employees").value("1200"))
                .andExpect(jsonPath("$.consent.obtainedAt").value("2026-11-01T00:00:00Z"));
        send(post("/api/v1/contacts"), body).andExpect(status().isOk());
        ask(get("/api/v1/contacts").param("email", email.toUpperCase(java.util.Locale.ROOT)))
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andExpect(jsonPath("$.items[0].company").value("㈱みのり"));
    }

    @Test
    void aHundredEqualCallsAtOnceMakeOneContact() throws Exception {
        var email = Contacts.freshEmail();
        var pool = Executors.newFixedThreadPool(12);
        try {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 100; i++) {
                calls.add(() -> send(
                                post("/api/v1/contacts"),
                                "{\"email\":\"" + email + "\",\"company\":\"㈱" + email + "\"}")
                        .andReturn()
                        .getResponse()
                        .getStatus());
            }
            var answers = new ArrayList<Integer>();
            for (var answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
            assertThat(new HashSet<>(answers)).containsExactlyInAnyOrder(200, 201);
            assertThat(answers).filteredOn(answer -> answer == 201).hasSize(1);
            assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM contact WHERE email = ?", Integer.class, email))
                    .isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void ofManyTheGoodOnesAreKeptAndEachIsAnsweredInItsPlace() throws Exception {
        var email = Contacts.freshEmail();
        send(post("/api/v1/contacts/batch"), """
                        {"items":[{"email":"%s"},{"email":"broken"},{"email":"%s","owner":"SALES"},{"lastName":["x"]},
                          {"email":"%s","lastName":"二度目"},{"email":"%s","fields":{"noSuch":"x"}}, 7]}""".formatted(email, email, email, Contacts.freshEmail()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.results[0].status").value(201))
                .andExpect(jsonPath("$.results[1].status").value(422))
                .andExpect(jsonPath("$.results[1].errors[0].field").value("email"))
                .andExpect(jsonPath("$.results[2].status").value(422))
                .andExpect(jsonPath("$.results[2].errors[0].field").value("owner"))
                .andExpect(jsonPath("$.results[3].errors[0].field").value("lastName"))
                .andExpect(jsonPath("$.results[4].status").value(200))
                .andExpect(jsonPath("$.results[5].errors[0].field").value("fields.noSuch"))
                .andExpect(jsonPath("$.results[6].status").value(422));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage", "owner", "id", "salesOwner", "createdAt", "scores"})
    void nobodyCanWriteWhatIsNotTheirs(String field) throws Exception {
        var email = Contacts.freshEmail();
        var id = made(email);
        send(post("/api/v1/contacts"), "{\"email\":\"%s\",\"%s\":\"SALES\"}".formatted(email, field))
                .andExpect(status().is4xxClientError());
        send(patch("/api/v1/contacts/" + id), "{\"%s\":\"SALES\"}".formatted(field))
                .andExpect(status().is4xxClientError());
        ask(get("/api/v1/contacts/" + id)).andExpect(jsonPath("$.owner").value("MARKETING"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=id,(select sleep(5))",
                "sort=email;drop table contact",
                "stage=MQL' or '1'='1",
                "filter[email) or 1=1--]=x",
                "after=1' or '1'='1",
                "after=%00",
            })
    void namesOfOthersNeverReachTheDatabase(String query) throws Exception {
        var parts = query.split("=", 2);
        ask(get("/api/v1/contacts").param(parts[0], parts[1])).andExpect(status().is4xxClientError());
    }

    @Test
    void aPageIsCappedAndTheNextOneFollows() throws Exception {
        var tag = "paging-" + System.nanoTime();
        var items = IntStream.range(0, 25)
                .mapToObj(i -> "{\"email\":\"%s\",\"lastNameKana\":\"カ%02d\",\"tags\":[\"%s\"]}"
                        .formatted(Contacts.freshEmail(), i % 5, tag))
                .collect(Collectors.joining(","));
        send(post("/api/v1/contacts/batch"), "{\"items\":[" + items + "]}").andExpect(status().isOk());

        for (var sort : List.of("-createdAt", "createdAt", "name", "-updatedAt")) {
            var seen = new ArrayList<String>();
            String after = null;
            do {
                var request = get("/api/v1/contacts")
                        .param("tag", tag)
                        .param("sort", sort)
                        .param("limit", "10");
                var answer = ask(after == null ? request : request.param("after", after))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8);
                seen.addAll(JsonPath.<List<String>>read(answer, "$.items[*].id"));
                after = JsonPath.<List<String>>read(answer, "$..next").stream()
                        .findFirst()
                        .orElse(null);
            } while (after != null);
            assertThat(seen).as(sort).hasSize(25).doesNotHaveDuplicates();
        }
        ask(get("/api/v1/contacts").param("limit", "2147483647")).andExpect(status().isOk());
        for (var wrong : new String[] {"-1", "0", "many"}) {
            ask(get("/api/v1/contacts").param("limit", wrong))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("limit"))
                    .andExpect(jsonPath("$.errors[0].message").value(containsString("整数")));
        }
    }

    @Test
    void aSearchFindsPartsOfNamesKanaCompanyAndAddress() throws Exception {
        var email = Contacts.freshEmail();
        send(post("/api/v1/contacts"), """
                        {"email":"%s","lastName":"勅使河原","firstName":"光","lastNameKana":"テシガワラ","company":"㈱検索%s商事"}""".formatted(email, email.substring(4, 14)))
                .andExpect(status().isCreated());
        var company = "検索" + email.substring(4, 14);
        for (var text : List.of(
                "勅使河原 " + email,
                "使河原光 " + email,
                "てしが " + email,
                company,
                "（株）" + company,
                email.substring(0, 20),
                "ﾃｼｶﾞ " + company)) {
            ask(get("/api/v1/contacts").param("q", text).param("sort", "name"))
                    .andExpect(jsonPath("$.items[0].email").value(email));
        }
        ask(get("/api/v1/contacts").param("q", "%")).andExpect(jsonPath("$.items", hasSize(0)));
    }

    @Test
    void aPatchChangesWhatItNamesAndANullClears() throws Exception {
        var email = Contacts.freshEmail();
        var other = Contacts.freshEmail();
        var id = made(email);
        made(other);
        send(
                        patch("/api/v1/contacts/" + id),
                        "{\"lastName\":null,\"firstName\":\"花子\",\"tags\":[\"a\",\"b\"],\"fields\":{\"industry\":\"小売業\"}}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.lastName").doesNotExist())
                .andExpect(jsonPath("$.tags", hasSize(2)));
        send(patch("/api/v1/contacts/" + id), "{\"tags\":[\"b\"],\"fields\":{\"industry\":null}}")
                .andExpect(jsonPath("$.firstName").value("花子"))
                .andExpect(jsonPath("$.tags[0]").value("b"))
                .andExpect(jsonPath("$.fields.industry").doesNotExist());
        send(patch("/api/v1/contacts/" + id), "{\"email\":\"" + other + "\"}").andExpect(status().is4xxClientError());
        send(patch("/api/v1/contacts/12"), "{\"firstName\":\"x\"}").andExpect(status().isNotFound());
    }

    @Test
    void anErasureLeavesNoTrace() throws Exception {
        var email = Contacts.freshEmail();
        send(post("/api/v1/contacts"), """
                        {"email":"%s","lastName":"消去%s","tags":["x"],"fields":{"note":"%s"},
                         "consent":{"basis":"OPT_IN","obtainedAt":"2026-11-01T00:00:00Z","wording":"文言"}}""".formatted(email, email, email)).andExpect(status().isCreated());
        var id = JsonPath.<List<String>>read(
                        ask(get("/api/v1/contacts").param("email", email))
                                .andReturn()
                                .getResponse()
                                .getContentAsString(StandardCharsets.UTF_8),
                        "$.items[*].id")
                .get(0);
        ask(get("/api/v1/contacts/" + id + "/export"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.contact.email").value(email))
                .andExpect(jsonPath("$.consents", hasSize(1)));

        ask(delete("/api/v1/contacts/" + id)).andExpect(status().isNoContent());

        ask(get("/api/v1/contacts/" + id)).andExpect(status().isNotFound());
        ask(delete("/api/v1/contacts/" + id)).andExpect(status().isNotFound());
        for (var table : List.of(
                "contact",
                "contact_search",
                "contact_tag",
                "contact_values_1",
                "consent_event",
                "contact_import_row")) {
            var rows = jdbc.queryForList("SELECT * FROM " + table).toString();
            assertThat(rows).as(table).doesNotContain(email).doesNotContain(id);
        }
    }

    @Test
    void aFileIsTakenAndItsErrorsAreGivenBack() throws Exception {
        var email = Contacts.freshEmail();
        var csv = "姓,Eメール,謎\n山田," + email + ",a\n佐藤,broken,b\n";
        var file = new MockMultipartFile("file", "名刺.csv", "text/csv", csv.getBytes(Charset.forName("windows-31j")));
        var options = new MockPart(
                "options",
                "{\"mapping\":{\"姓\":\"lastName\",\"Eメール\":\"email\",\"謎\":null},\"tags\":[\"名刺\"]}"
                        .getBytes(StandardCharsets.UTF_8));
        var answer = caller.perform(
                        multipart("/api/v1/imports").file(file).part(options).with(SignedIn.asSystem()))
                .andExpect(status().isAccepted())
                .andReturn()
                .getResponse()
                .getContentAsString();
        var id = JsonPath.<String>read(answer, "$.id");
        ask(get("/api/v1/imports/" + id))
                .andExpect(jsonPath("$.status").value("queued"))
                .andExpect(jsonPath("$.done").value(false))
                .andExpect(jsonPath("$.rows").value(2));
        ask(get("/api/v1/imports/" + id + "/errors"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "text/csv;charset=UTF-8"));
        ask(post("/api/v1/imports/" + id + "/undo")).andExpect(status().isConflict());
        var broken = new MockMultipartFile("file", "x.csv", "text/csv", "email\n\"a".getBytes(StandardCharsets.UTF_8));
        caller.perform(multipart("/api/v1/imports").file(broken).with(SignedIn.asSystem()))
                .andExpect(status().is4xxClientError())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("\"file\"")));
    }
}
