package org.minori.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactField.Type;
import org.minori.web.InvalidInput;

class RuleReaderTests {

    private static final List<ContactField> FIELDS = List.of(
            new ContactField("email", "メール", "E-mail", Type.TEXT, "email"),
            new ContactField("createdAt", "登録日", "Created", Type.DATE, "created_at"),
            new ContactField("industry", "業種", "Industry", Type.TEXT, null),
            new ContactField("seats", "席数", "Seats", Type.NUMBER, null),
            new ContactField("renewal", "更新日", "Renewal", Type.DATE, null),
            new ContactField("vip", "VIP", "VIP", Type.BOOLEAN, null));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"field":"nothing","op":"eq","value":"x"}                      | rule.field
                    {"field":"email = email or 1=1 --","op":"eq","value":"x"}      | rule.field
                    {"field":"email","op":"= '' or 1=1 --","value":"x"}            | rule.op
                    {"field":"email","op":"ge","value":"x"}                        | rule.op
                    {"field":"email","op":"matches","value":"(a+)+$"}              | rule.op
                    {"field":"email","op":"eq","value":5}                          | rule.value
                    {"field":"email","op":"eq"}                                    | rule.value
                    {"field":"email","op":"in","value":"x"}                        | rule.value
                    {"field":"email","op":"in","value":["x",5]}                    | rule.value[1]
                    {"field":"email","op":"isEmpty","value":"x"}                   | rule.value
                    {"field":"email","op":"eq","value":"x","and":"1=1"}            | rule.and
                    {"field":"seats","op":"ge","value":"300"}                      | rule.value
                    {"field":"seats","op":"contains","value":3}                    | rule.op
                    {"field":"renewal","op":"before","value":"tomorrow"}           | rule.value
                    {"field":"renewal","op":"withinDays","value":-1}               | rule.value
                    {"field":"createdAt","op":"anniversaryInDays","value":1}       | rule.op
                    {"field":"vip","op":"eq","value":"true"}                       | rule.value
                    {"company":{"field":"email","op":"eq","value":"x"}}            | rule.company.field
                    {"tag":5}                                                      | rule.tag
                    {"tag":""}                                                     | rule.tag
                    {"stage":["MQL","HOT"]}                                        | rule.stage[1]
                    {"stage":[]}                                                   | rule.stage
                    {"score":"overall","op":"contains","value":5}                  | rule.op
                    {"score":"overall","op":"ge","value":"5"}                      | rule.value
                    {"score":"x' or '1'='1","op":"ge","value":5}                   | rule.score
                    {"did":"pageViewed","times":{"op":"ge","value":-1}}            | rule.times.value
                    {"did":"pageViewed","times":3}                                 | rule.times
                    {"did":"pageViewed","where":{"a b":"x"}}                       | rule.where.a b
                    {"did":"pageViewed","withinDays":0}                            | rule.withinDays
                    {"did":"page viewed"}                                          | rule.did
                    {"segment":"No Such"}                                          | rule.segment
                    {"scenario":"welcome","status":"sleeping"}                     | rule.status
                    {"consent":"sms"}                                              | rule.consent
                    {"bucket":{"of":10,"in":[10]}}                                 | rule.bucket.in[0]
                    {"bucket":{"of":1,"in":[0]}}                                   | rule.bucket.of
                    {"any":[]}                                                     | rule.any
                    {"all":{}}                                                     | rule.all
                    {"not":[]}                                                     | rule.not
                    {"all":[{"tag":"a"},{"any":[{"tag":"b","op":"x"}]}]}           | rule.all[1].any[0].op
                    {"all":[{"tag":"a"},{"sql":"1=1"}]}                            | rule.all[1]
                    {"tag":"a","stage":"MQL"}                                      | rule
                    {}                                                             | rule
                    []                                                             | rule
                    "all"                                                          | rule
                    """)
    void namesThePlaceOfWhatItCanNotTake(String rule, String path) {
        assertThat(faults(rule)).extracting(InvalidInput.FieldError::field).contains(path);
    }

    @Test
    void namesEveryFaultAtOnce() {
        var faults = faults("{\"all\":[{\"tag\":5},{\"stage\":\"X\"},{\"field\":\"no\",\"op\":\"eq\"}]}");

        assertThat(faults)
                .extracting(InvalidInput.FieldError::field)
                .containsExactly("rule.all[0].tag", "rule.all[1].stage", "rule.all[2].field");
    }

    @Test
    void refusesWhatIsTooDeepOrTooLarge() {
        assertThat(faults("{\"not\":".repeat(10) + "{\"tag\":\"a\"}" + "}".repeat(10)))
                .extracting(InvalidInput.FieldError::messageKey)
                .containsExactly("segments.rule.tooDeep");
        assertThat(faults("{\"all\":[" + "{\"tag\":\"a\"},".repeat(200) + "{\"tag\":\"a\"}]}"))
                .extracting(InvalidInput.FieldError::messageKey)
                .containsExactly("segments.rule.tooLarge");
        var group = "{\"any\":[" + "{\"tag\":\"a\"},".repeat(100) + "{\"tag\":\"a\"}]}";
        assertThat(faults("{\"all\":[" + group + "," + group + "]}"))
                .extracting(InvalidInput.FieldError::messageKey)
                .containsExactly("segments.rule.tooLarge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email = email or 1=1 --",
                "(select sleep(5))",
                "id; drop table contact",
                "email\\u0000",
                "c.email",
                "(a+)+$"
            })
    void refusesAttacksByTheNameOfAFieldWithinAMoment(String field) {
        var start = Instant.now();

        assertThat(faults("{\"field\":\"" + field + "\",\"op\":\"eq\",\"value\":\"x\"}"))
                .isNotEmpty();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(200));
    }

    private static List<InvalidInput.FieldError> faults(String rule) {
        return catchThrowableOfType(InvalidInput.class, () -> read(rule)).errors();
    }

    private static Rule read(String rule) throws JsonProcessingException {
        return RuleReader.read(new ObjectMapper().readTree(rule), FIELDS, key -> null);
    }
}
