package org.minori.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.minori.contacts.ContactId;
import org.springframework.stereotype.Service;

/**
 * What comes back from a mail: pictures loaded and links followed. Everything is kept; what a machine did is marked, so that
 * it counts for nothing. The log is written and committed before the answer is given.
 */
@Service
public class MailResponses {

    /** Property of a touchpoint: the number of the mail. */
    public static final String MAIL = "mail";

    static final String LINK = "link";
    static final String CLIENT = "client";
    static final String SIGN = "sign";

    private static final String BURST = "burst";
    private static final Duration SAME_CLICK = Duration.ofSeconds(5);
    private static final Duration BURST_WITHIN = Duration.ofSeconds(2);
    private static final Duration BURST_REACHES = Duration.ofSeconds(60);
    private static final Duration SAME_OPEN = Duration.ofMinutes(10);

    private final MailTokens tokens;
    private final TrackedLinks links;
    private final MailResponseLog log;
    private final MachineSigns signs;
    private final Clock clock;
    private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(256).toArray(Lock[]::new);

    MailResponses(MailTokens tokens, TrackedLinks links, MailResponseLog log, MachineSigns signs, Clock clock) {
        this.tokens = tokens;
        this.links = links;
        this.log = log;
        this.signs = signs;
        this.clock = clock;
    }

    /** Notes a click and answers where it leads; nothing is noted and nothing answered for a token that is not ours. */
    public Optional<String> click(String token, Hit hit) {
        var said = tokens.read(MailTokens.Purpose.CLICK, token).orElse(null);
        if (said == null || said.link() == null) {
            return Optional.empty();
        }
        var link = links.find(said.link()).orElse(null);
        if (link == null) {
            return Optional.empty();
        }
        // One mail at a time: a scanner that follows all links at once shows itself only when each hit sees the one
        // before.
        var lock = locks[Math.floorMod(Long.hashCode(said.mail()), locks.length)];
        lock.lock();
        try {
            log.run(said.contact(), contact -> noteClick(contact, said.mail(), link, hit));
        } finally {
            lock.unlock();
        }
        return Optional.of(Words.ascii(link.url()));
    }

    /** Notes that the picture of a mail was loaded; false for a token that is not ours. */
    public boolean open(String token, Hit hit) {
        var said = tokens.read(MailTokens.Purpose.OPEN, token).orElse(null);
        if (said == null) {
            return false;
        }
        log.run(said.contact(), contact -> noteOpen(contact, said.mail(), hit));
        return true;
    }

    private void noteClick(ContactId contact, long mail, TrackedLinks.TrackedLink link, Hit hit) {
        var now = clock.instant();
        var client = log.client(hit.address());
        var recent = log.clicks(contact, mail, now.minus(BURST_REACHES));
        var ofClient = recent.stream()
                .filter(click -> client.equals(property(click, CLIENT)))
                .toList();
        boolean machine = signs.isMachine(hit);
        boolean burst = !machine && (startsBurst(ofClient, link, now) || endsBurst(ofClient));
        if (burst) {
            log.discount(ofClient.stream()
                    .filter(click -> !click.touchpoint().machine())
                    .map(TouchpointsRecorded.Recorded::id)
                    .toList());
        }
        boolean counted = !machine && !burst;
        if (recent.stream().anyMatch(click -> isSameClick(click, link, counted, now))) {
            return;
        }
        var properties = new TreeMap<>(
                Map.of(MAIL, Long.toString(mail), LINK, Long.toString(link.id()), "url", link.url(), CLIENT, client));
        if (burst) {
            properties.put(SIGN, BURST);
        }
        var key = String.join(
                ":",
                "click",
                Long.toString(mail),
                Long.toString(link.id()),
                Boolean.toString(counted),
                Long.toString(now.getEpochSecond() / SAME_CLICK.toSeconds()));
        log.record(
                new Touchpoint(key, contact, TouchpointType.EMAIL_CLICKED, link.emailKey(), now, properties, !counted));
    }

    private static boolean startsBurst(
            List<TouchpointsRecorded.Recorded> ofClient, TrackedLinks.TrackedLink link, Instant now) {
        return ofClient.stream()
                .anyMatch(click -> !Long.toString(link.id()).equals(property(click, LINK))
                        && click.touchpoint().occurredAt().isAfter(now.minus(BURST_WITHIN)));
    }

    private static boolean endsBurst(List<TouchpointsRecorded.Recorded> ofClient) {
        return ofClient.stream().anyMatch(click -> BURST.equals(property(click, SIGN)));
    }

    private static boolean isSameClick(
            TouchpointsRecorded.Recorded click, TrackedLinks.TrackedLink link, boolean counted, Instant now) {
        return click.touchpoint().machine() == !counted
                && Long.toString(link.id()).equals(property(click, LINK))
                && click.touchpoint().occurredAt().isAfter(now.minus(SAME_CLICK));
    }

    private void noteOpen(ContactId contact, long mail, Hit hit) {
        var now = clock.instant();
        boolean machine = signs.fetchedBy(hit.userAgent()).isEmpty() && signs.isMachine(hit) || hit.declared();
        var properties = new TreeMap<>(Map.of(MAIL, Long.toString(mail)));
        signs.fetchedBy(hit.userAgent()).ifPresent(service -> properties.put(Touchpoint.UNVERIFIED, service));
        var key = String.join(
                ":",
                "open",
                Long.toString(mail),
                Boolean.toString(machine),
                Long.toString(now.getEpochSecond() / SAME_OPEN.toSeconds()));
        log.record(new Touchpoint(
                key, contact, TouchpointType.EMAIL_OPENED, log.emailKey(mail), now, properties, machine));
    }

    private static String property(TouchpointsRecorded.Recorded click, String name) {
        return click.touchpoint().properties().getOrDefault(name, "");
    }
}
