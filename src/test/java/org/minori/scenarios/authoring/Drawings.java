package org.minori.scenarios.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactField.Type;

/** Drawings for tests, and a compiler that knows some names without asking anybody. */
final class Drawings {

    static final Path FOLDER = Path.of("src/test/resources/drawings");

    private record Known(boolean isSenderUnset) implements Choices {
        @Override
        public boolean email(String key) {
            return List.of("document-thanks", "second-mail", "order-receipt").contains(key);
        }

        @Override
        public boolean isTransactional(String email) {
            return email.equals("order-receipt");
        }

        @Override
        public boolean segment(String key) {
            return List.of("engaged", "hot-leads").contains(key);
        }

        @Override
        public Optional<ContactField> field(String key) {
            return switch (key) {
                case "industry" -> Optional.of(new ContactField(key, key, key, Type.TEXT, null));
                case "renewalDate" -> Optional.of(new ContactField(key, key, key, Type.DATE, null));
                case "employees" -> Optional.of(new ContactField(key, key, key, Type.NUMBER, null));
                default -> Optional.empty();
            };
        }

        @Override
        public boolean has(StepParameter.Type type, String key) {
            return switch (type) {
                case FIXED_SEGMENT -> key.equals("vip");
                case SCENARIO -> List.of("welcome", "recovery").contains(key);
                case CALENDAR -> key.equals("standard");
                default -> false;
            };
        }

        @Override
        public boolean user(String name) {
            return name.equals("ada@example.com");
        }
    }

    private Drawings() {}

    static ScenarioCompiler compiler() {
        return new ScenarioCompiler(new StepCatalogue(), new Known(false));
    }

    /** One for an installation where nobody has said yet who the mails come from. */
    static ScenarioCompiler compilerWithoutSender() {
        return new ScenarioCompiler(new StepCatalogue(), new Known(true));
    }

    static List<Path> in(String folder) {
        try (Stream<Path> files = Files.walk(FOLDER.resolve(folder))) {
            return files.filter(file -> file.toString().matches(".*\\.(bpmn|dmn)"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String good(String name) {
        return text(FOLDER.resolve("good").resolve(name + ".bpmn"));
    }

    static List<Problem> problems(String drawing) {
        return compiler().compile("test", drawing.getBytes(UTF_8)).problems();
    }

    static CompiledScenario compiled(String drawing) {
        var compilation = compiler().compile("test", drawing.getBytes(UTF_8));
        return compilation.scenario().orElseThrow(() -> new AssertionError(compilation.problems()));
    }
}
