package org.minori.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

class AssetManifestTests {

    private final AssetManifest manifest = new AssetManifest(
            new ObjectMapper(),
            new ByteArrayResource("{\"src/app.js\":{\"file\":\"assets/app-1a.js\",\"css\":[\"assets/app-2b.css\"]}}"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    @Test
    void aSourceHasTheNameThatTheBuildGaveIt() {
        assertThat(manifest.path("src/app.js")).isEqualTo("/app/assets/app-1a.js");
        assertThat(manifest.styles("src/app.js")).containsExactly("/app/assets/app-2b.css");
    }

    @Test
    void theStylesOfSharedPartsComeWithWhatUsesThem() {
        var shared = new AssetManifest(
                new ObjectMapper(), new ByteArrayResource("""
                        {"src/page.js":{"file":"a.js","css":["page.css"],"imports":["_shared.js"]},
                         "_shared.js":{"file":"b.js","css":["shared.css"],"imports":["src/page.js"]}}""".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(shared.styles("src/page.js")).containsExactly("/app/shared.css", "/app/page.css");
    }

    @Test
    void whatWasNotBuiltIsAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> manifest.path("src/gone.js"));
        assertThatIllegalStateException()
                .isThrownBy(() -> new AssetManifest(new ObjectMapper(), new ClassPathResource("gone.json")))
                .withMessageContaining("browser part");
    }
}
