package org.minori.scenarios.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.minori.contacts.ContactField;
import org.minori.scenarios.authoring.CompiledScenario.Step;

class ShippedDrawingsTests {

    private static final Choices STARTERS = new Choices() {
        @Override
        public boolean email(String key) {
            return List.of(
                            "document-thanks",
                            "document-case-study",
                            "exhibition-thanks",
                            "exhibition-offer-a",
                            "exhibition-offer-b",
                            "recovery-news",
                            "recovery-invitation")
                    .contains(key);
        }

        @Override
        public boolean segment(String key) {
            return List.of("exhibition-leads", "engaged", "hot-leads").contains(key);
        }

        @Override
        public Optional<ContactField> field(String key) {
            return Optional.empty();
        }

        @Override
        public boolean has(StepParameter.Type type, String key) {
            return false;
        }

        @Override
        public boolean user(String name) {
            return false;
        }
    };

    static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("processes"))) {
            return files.filter(file -> file.toString().endsWith(".bpmn")).toList();
        }
    }

    private static CompiledScenario compiled(Path file) throws IOException {
        var key = file.getFileName().toString().replace(".bpmn", "");
        var compilation = new ScenarioCompiler(new StepCatalogue(), STARTERS)
                .compile(ScenarioKey.checked(key), Files.readAllBytes(file));
        assertThat(compilation.problems()).isEmpty();
        return compilation.scenario().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void anEMailThatStillHasTheSamplesLinkIsWarnedOf(Path file) throws IOException {
        var key = file.getFileName().toString().replace(".bpmn", "");
        var untouched = new Choices() {
            @Override
            public boolean email(String email) {
                return STARTERS.email(email);
            }

            @Override
            public boolean hasSampleLink(String email) {
                return true;
            }

            @Override
            public boolean segment(String segment) {
                return STARTERS.segment(segment);
            }

            @Override
            public Optional<ContactField> field(String field) {
                return STARTERS.field(field);
            }

            @Override
            public boolean user(String name) {
                return STARTERS.user(name);
            }

            @Override
            public boolean has(StepParameter.Type type, String key) {
                return STARTERS.has(type, key);
            }
        };

        var compilation = new ScenarioCompiler(new StepCatalogue(), untouched).compile(key, Files.readAllBytes(file));

        assertThat(compilation.publishable()).isTrue();
        assertThat(compilation.problems())
                .isNotEmpty()
                .allMatch(problem -> problem.messageKey().equals("authoring.problem.sampleLink"));
    }

    @Test
    void thereAreTheThreeThatEverybodyNeeds() throws IOException {
        assertThat(shipped())
                .extracting(file -> file.getFileName().toString())
                .contains("document-request.bpmn", "exhibition-follow.bpmn", "lost-lead-recovery.bpmn");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void eachCompilesWithoutAWordAndCanBeEnteredByHand(Path file) throws IOException {
        var scenario = compiled(file);

        assertThat(scenario.starts())
                .extracting(Step::kind)
                .contains("startManually")
                .hasSizeGreaterThan(1);
        assertThat(scenario.elements()).hasSizeLessThanOrEqualTo(22);
        assertThat(scenario.steps().values()).extracting(Step::kind).contains("sendEmail", "handOffToSales");
        assertThat(scenario.elements().values())
                .allSatisfy(element -> assertThat(element.name()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void eachElementIsDrawnAndNoneLiesOnAnother(Path file) throws IOException {
        var text = Files.readString(file);
        var shapes = Pattern.compile(
                        "bpmnElement=\"(\\w+)\"[^>]*>\\s*<dc:Bounds x=\"([\\d.]+)\" y=\"([\\d.]+)\" width=\"([\\d.]+)\" height=\"([\\d.]+)\"")
                .matcher(text)
                .results()
                .filter(shape -> !text.contains("<bpmn:subProcess id=\"" + shape.group(1) + "\""))
                .map(shape -> new Rectangle2D.Double(
                        Double.parseDouble(shape.group(2)),
                        Double.parseDouble(shape.group(3)),
                        Double.parseDouble(shape.group(4)),
                        Double.parseDouble(shape.group(5))))
                .toList();

        assertThat(shapes).hasSizeGreaterThan(10);
        for (int i = 0; i < shapes.size(); i++) {
            for (int j = i + 1; j < shapes.size(); j++) {
                assertThat(shapes.get(i).intersects(shapes.get(j))).isFalse();
            }
        }
    }
}
