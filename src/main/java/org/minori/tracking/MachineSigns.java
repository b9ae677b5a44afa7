package org.minori.tracking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Tells machines from people by what a single request shows. Security scanners call themselves ordinary browsers and are
 * found by how they behave ({@link MailResponses}); a plain HTTP library or a remote-controlled browser is only a tool, and
 * says nothing about whose it is.
 */
@Component
class MachineSigns {

    private static final int MOST_AGENT = 500;
    private static final Pattern IMAGE_PROXY = Pattern.compile("GoogleImageProxy|YahooMailProxy|FastmailUA");
    private static final String APPLE_PRIVACY = "Mozilla/5.0";

    private final Pattern crawlers = crawlers();
    private final Cache<String, Boolean> verdicts =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** Whether nobody is behind the request. */
    boolean isMachine(Hit hit) {
        var agent = hit.userAgent();
        return hit.declared() || agent == null || agent.isBlank() || isCrawler(agent);
    }

    /** Which service fetched the picture in place of the reader, so that it is not certain that anybody looked. */
    Optional<String> fetchedBy(@Nullable String agent) {
        if (agent == null) {
            return Optional.empty();
        }
        if (agent.strip().equals(APPLE_PRIVACY)) {
            return Optional.of("applePrivacy");
        }
        return IMAGE_PROXY.matcher(Words.cut(agent, MOST_AGENT)).find() ? Optional.of("imageProxy") : Optional.empty();
    }

    private boolean isCrawler(String agent) {
        var known = verdicts.get(
                Words.cut(agent, MOST_AGENT), text -> crawlers.matcher(text).find());
        return known != null && known;
    }

    private static Pattern crawlers() {
        try {
            var list = new ClassPathResource("crawlers.txt", MachineSigns.class)
                    .getContentAsString(StandardCharsets.UTF_8);
            return Pattern.compile(list.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> "(?:" + line + ")")
                    .collect(Collectors.joining("|")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
