package org.minori.outbound;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/** Calls addresses that people typed. Whoever calls must be in no transaction: an answer may take seconds. */
@Service
public class OutboundHttp {

    private static final int MOST_HOPS = 3;
    private static final int MOST_READ = 2_000;
    private static final int MOST_CONNECTIONS = 20;
    private static final int MOST_PER_HOST = 4;

    /** A redirect with another code asks for another method, which would drop what is sent. */
    private static final Set<Integer> REDIRECTS = Set.of(307, 308);

    private final AddressRules rules;
    private final OutboundSettings settings;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "outbound-deadlines"));

    @Autowired
    OutboundHttp(OutboundSettings settings) {
        this(settings, new AddressRules(settings.allowedHosts()));
    }

    OutboundHttp(OutboundSettings settings, AddressRules rules) {
        this.rules = rules;
        this.settings = settings;
        var connection = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connect()))
                .setSocketTimeout(Timeout.of(settings.whole()))
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(rules)
                        .setDefaultConnectionConfig(connection)
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_PER_HOST)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(settings.whole()))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Minori")
                .build();
    }

    /** What came back: the code and the beginning of the text. */
    public record Answer(int code, String text) {

        public boolean isSuccess() {
            return code >= 200 && code < 300;
        }
    }

    /** Says why the address may never be called, as {@link AddressRefused}; names are looked up only when it is called. */
    public void check(String address) {
        rules.read(address);
    }

    /**
     * Posts the body; redirects that keep it are followed a few times, each checked like the first address.
     *
     * @throws AddressRefused when the address, or one it leads to, must not be called
     * @throws Unanswered when nothing came back in time
     */
    public Answer post(String address, Map<String, String> headers, byte[] body) {
        var next = rules.read(address);
        for (int hop = 0; ; hop++) {
            var request = new HttpPost(next);
            headers.forEach(request::setHeader);
            request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            var deadline = watch.schedule(request::cancel, settings.whole().toMillis(), TimeUnit.MILLISECONDS);
            try (var response = client.executeOpen(null, request, null)) {
                var location = response.getFirstHeader("Location");
                if (hop == MOST_HOPS || location == null || !REDIRECTS.contains(response.getCode())) {
                    return new Answer(response.getCode(), text(response));
                }
                next = rules.read(resolved(next, location.getValue()));
            } catch (IOException failure) {
                throw new Unanswered(words(failure), failure);
            } finally {
                deadline.cancel(false);
                // What was not read of the answer is not waited for.
                request.cancel();
            }
        }
    }

    private static String resolved(URI from, String location) {
        try {
            return from.resolve(location).toString();
        } catch (IllegalArgumentException unreadable) {
            throw new AddressRefused("not an address");
        }
    }

    private static String words(IOException failure) {
        return failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
    }

    private static String text(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null || entity.getContent() == null) {
            return "";
        }
        return new String(entity.getContent().readNBytes(MOST_READ), StandardCharsets.UTF_8);
    }

    @PreDestroy
    void stop() throws IOException {
        watch.shutdownNow();
        client.close();
    }
}
