package org.minori;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.yaml.snakeyaml.Yaml;

/** Where no container engine runs, this is what keeps docker-compose.yml true to the settings that the application knows. */
@MinoriTest
class DockerComposeTests {

    @Autowired
    ApplicationContext application;

    private Map<String, Map<String, Object>> services;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void readTheFile() throws IOException {
        try (Reader file = Files.newBufferedReader(Path.of("docker-compose.yml"))) {
            Map<String, Object> compose = new Yaml().load(file);
            services = (Map<String, Map<String, Object>>) (Map<?, ?>) compose.get("services");
        }
    }

    @Test
    void everyServiceHasAPinnedImageAndAHealthCheck() {
        services.forEach((name, service) -> {
            assertThat(service).as(name).containsKey("healthcheck");
            if (!service.containsKey("build")) {
                assertThat((String) service.get("image")).as(name).matches("[a-z/]+:v?\\d+\\.\\d+.*");
            }
        });
        assertThat(services.get("mysql").get("image")).isEqualTo("mysql:8.4");
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyVariableIsOneThatTheApplicationKnows() {
        var given = (Map<String, Object>) services.get("minori").get("environment");

        var unknown = given.keySet().stream()
                .filter(name -> name.startsWith("MINORI_"))
                .filter(name -> !knownVariables().contains(plain(name)))
                .toList();

        assertThat(unknown).isEmpty();
        assertThat(given)
                .containsKeys("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
    }

    @Test
    @SuppressWarnings("unchecked")
    void theImageIsBuiltByTheSameCommandAsEverywhere() {
        var build = (Map<String, Object>) services.get("minori").get("build");

        assertThat((String) build.get("dockerfile_inline"))
                .contains("mvn")
                .contains("package")
                .contains("minori-*.jar");
    }

    private Set<String> knownVariables() {
        var settings = application.getBeansWithAnnotation(ConfigurationProperties.class).values().stream()
                .map(Object::getClass)
                .filter(Class::isRecord)
                .flatMap(type -> Arrays.stream(type.getRecordComponents())
                        .map(component -> prefix(type) + "_" + component.getName()))
                .map(DockerComposeTests::plain);
        return Stream.concat(settings, named()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Variables that application.yml names itself. */
    private static Stream<String> named() {
        try {
            return Pattern.compile("\\$\\{(MINORI_[A-Z_]+)")
                    .matcher(Files.readString(Path.of("src/main/resources/application.yml")))
                    .results()
                    .map(found -> plain(found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String name) {
        return name.replaceAll("[._-]", "").toUpperCase(Locale.ROOT);
    }

    private static String prefix(Class<?> settings) {
        var annotation = settings.getAnnotation(ConfigurationProperties.class);
        return annotation.prefix().isEmpty() ? annotation.value() : annotation.prefix();
    }
}
