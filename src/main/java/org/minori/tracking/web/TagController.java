package org.minori.tracking.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.tracking.PageView;
import org.minori.tracking.PageViewBuffer;
import org.minori.web.AllowAnyone;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The tag that companies put on their pages, and where it reports to. A beacon of another site needs no answer that the
 * site may read, so none is ever marked as readable for other origins, and no cookie is looked at.
 */
@Controller
@AllowAnyone
class TagController {

    private static final int MOST_BYTES = 256 * 1024;

    private final PageViewBuffer buffer;
    private final ObjectMapper json;
    private final Clock clock;
    private final byte[] tag;

    TagController(PageViewBuffer buffer, ObjectMapper json, Clock clock) {
        this.buffer = buffer;
        this.json = json.copy().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        this.clock = clock;
        this.tag = tag();
    }

    @GetMapping("/t.js")
    ResponseEntity<byte[]> tag(HttpServletRequest request) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "javascript", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(tag);
    }

    @PostMapping("/t/e")
    ResponseEntity<Void> beacon(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            return ResponseEntity.status(HttpStatus.PAYLOAD_TOO_LARGE).build();
        }
        JsonNode said;
        try {
            said = json.readTree(bytes);
        } catch (JsonProcessingException e) {
            return ResponseEntity.badRequest().build();
        }
        var view = PageView.of(text(said, "v"), text(said, "u"), text(said, "t"), text(said, "r"), clock.instant());
        return answer(view, request);
    }

    @GetMapping("/t/e")
    ResponseEntity<byte[]> pixel(
            @RequestParam(name = "v", required = false) @Nullable String visitor,
            @RequestParam(name = "u", required = false) @Nullable String url,
            @RequestParam(name = "t", required = false) @Nullable String title,
            @RequestParam(name = "r", required = false) @Nullable String referrer,
            HttpServletRequest request) {
        var status = answer(PageView.of(visitor, url, title, referrer, clock.instant()), request)
                .getStatusCode();
        return ResponseEntity.status(status.value() == HttpStatus.NO_CONTENT.value() ? HttpStatus.OK : status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.IMAGE_GIF)
                .body(MailLinkController.PIXEL);
    }

    private ResponseEntity<Void> answer(Optional<PageView> view, HttpServletRequest request) {
        if (view.isEmpty()) {
            return ResponseEntity.badRequest()
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        boolean taken = Requests.wantsNoTracking(request) || buffer.offer(view.orElseThrow(), Requests.hit(request));
        return ResponseEntity.status(taken ? HttpStatus.NO_CONTENT : HttpStatus.SERVICE_UNAVAILABLE)
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static @Nullable String text(@Nullable JsonNode said, String name) {
        var value = said == null ? null : said.get(name);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    private static byte[] tag() {
        try {
            return new ClassPathResource("/org/minori/tracking/tag.js").getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
