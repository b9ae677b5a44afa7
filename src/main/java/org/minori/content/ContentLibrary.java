package org.minori.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.springframework.stereotype.Service;
import org.springframework.web.util.HtmlUtils;

/** What we say: the door to the e-mails. */
@Service
public class ContentLibrary {

    private static final long MILLIS_WHEN_SENDING = 5_000;
    private static final int MOST_PARSED = 500;

    private final EmailRows rows;
    private final SenderProfiles senders;
    private final UserAccounts users;

    /** Short-lived, so that every node sends a new version within a second of its being saved. */
    private final Cache<String, Optional<EmailTemplate>> current = Caffeine.newBuilder()
            .maximumSize(2_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    private final Cache<VersionKey, ParsedEmail> parsed =
            Caffeine.newBuilder().maximumSize(MOST_PARSED).build();
    private final Cache<UserId, Optional<User>> owners = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    private record VersionKey(String key, int version) {}

    ContentLibrary(EmailRows rows, SenderProfiles senders, UserAccounts users) {
        this.rows = rows;
        this.senders = senders;
        this.users = users;
    }

    public Optional<EmailTemplate> email(String key) {
        return current.get(key, asked -> rows.current(asked).map(EmailVersion::template));
    }

    public List<EmailTemplate> emails() {
        return rows.all().stream().map(EmailRows.Listed::email).toList();
    }

    /** Whether it is a shipped e-mail that still links to the sample's page, which does not exist. */
    public boolean hasSampleLink(String key) {
        return StarterEmails.isOne(key)
                && rows.current(key)
                        .map(version -> EmailNotices.hasSampleLink(version.html()))
                        .orElse(false);
    }

    /** Whether there is such an e-mail and it links to exactly this address. */
    public boolean hasLink(String key, String url) {
        return rows.current(key)
                .map(version -> version.html().contains('"' + url + '"')
                        || version.html().contains('"' + HtmlUtils.htmlEscape(url) + '"'))
                .orElse(false);
    }

    /** Renders the current version; {@link RenderingFailed} when it can't be. Parsed templates are cached by version. */
    public RenderedEmail render(String key, RenderRequest request) {
        return render(email(key).orElseThrow(() -> new RenderingFailed("content.fault.noEmail", null, key)), request);
    }

    /** Renders exactly this version. */
    public RenderedEmail render(EmailTemplate email, RenderRequest request) {
        var version = parsed.get(new VersionKey(email.key(), email.version()), this::parse);
        return render(version, request, MILLIS_WHEN_SENDING);
    }

    RenderedEmail render(ParsedEmail email, RenderRequest request, long millis) {
        var sender = senders.current();
        var words = ContactWords.of(request, sender, email.namesOwner() ? owner(request) : null);
        var addresses = new LiquidText.Addresses(request.trackLink(), request.unsubscribeUrl());
        return email.render(sender, words, addresses, millis);
    }

    void forget(String key) {
        current.invalidate(key);
    }

    private ParsedEmail parse(VersionKey version) {
        return rows.version(version.key(), version.version())
                .map(row -> ParsedEmail.of(row.draft().subject(), row.html(), row.plainText()))
                .orElseThrow(() -> new RenderingFailed("content.fault.noEmail", null, version.key()));
    }

    private @Nullable User owner(RenderRequest request) {
        var owner = request.contact().salesOwner();
        return owner == null ? null : owners.get(owner, users::find).orElse(null);
    }
}
