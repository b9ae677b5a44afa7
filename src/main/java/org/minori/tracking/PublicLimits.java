package org.minori.tracking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.stereotype.Service;

/** How often one address of the public may call; a household or company with IPv6 is one address. */
@Service
public class PublicLimits {

    private static final int REMEMBERED = 50_000;
    private static final int NETWORK_BYTES = 8;

    private final TrackingSettings settings;
    private final Cache<String, Bucket> pageViews = cache();
    private final Cache<String, Bucket> mails = cache();

    PublicLimits(TrackingSettings settings) {
        this.settings = settings;
    }

    /** Whether one more page view from there is taken. */
    public boolean allowsPageView(String address) {
        return allows(pageViews, address, settings.hitsPerMinute());
    }

    /** Whether one more answer to a mail from there is taken. */
    public boolean allowsMailResponse(String address) {
        return allows(mails, address, settings.mailHitsPerMinute());
    }

    private static boolean allows(Cache<String, Bucket> buckets, String address, int perMinute) {
        return buckets.get(network(address), network -> bucket(perMinute)).tryConsume(1);
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    private static Cache<String, Bucket> cache() {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(Duration.ofMinutes(5))
                .build();
    }

    /** The address itself, or the first 64 bits of one of IPv6. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // A text with a colon is never looked up by name.
            var bytes = InetAddress.getByName(address).getAddress();
            return bytes.length > NETWORK_BYTES ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
