package org.minori.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The hashed names that the build of {@code modeler/} gave to scripts, styles and icons, so that browsers may keep them for ever. */
@Component
class AssetManifest {

    private static final String ROOT = "/app/";

    private final JsonNode chunks;

    @Autowired
    AssetManifest(ObjectMapper json) {
        this(json, new ClassPathResource("static/app/.vite/manifest.json"));
    }

    AssetManifest(ObjectMapper json, Resource manifest) {
        if (!manifest.exists()) {
            throw new IllegalStateException("The browser part is missing; `mvn generate-resources` builds it.");
        }
        try (var in = manifest.getInputStream()) {
            this.chunks = json.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The address of what was built from a source file, such as {@code src/app.js}. */
    String path(String source) {
        return ROOT + chunk(source).path("file").asText();
    }

    /** The addresses of the styles that belong to a script and to what it imports, those of the imports first. */
    List<String> styles(String source) {
        var styles = new LinkedHashSet<String>();
        collect(source, styles, new HashSet<>());
        return List.copyOf(styles);
    }

    private void collect(String source, Set<String> styles, Set<String> seen) {
        if (seen.add(source)) {
            var chunk = chunk(source);
            chunk.path("imports").forEach(imported -> collect(imported.asText(), styles, seen));
            chunk.path("css").forEach(css -> styles.add(ROOT + css.asText()));
        }
    }

    private JsonNode chunk(String source) {
        var chunk = chunks.get(source);
        if (chunk == null) {
            throw new IllegalArgumentException("The browser part has no " + source);
        }
        return chunk;
    }
}
