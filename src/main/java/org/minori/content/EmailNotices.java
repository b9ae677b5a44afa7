package org.minori.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.minori.content.EmailEditing.Notice;

/** What an author should know about an e-mail that can be sent as it is. */
final class EmailNotices {

    private static final Pattern WORD = Pattern.compile("\\b(contact|company|owner|sender)\\.([a-zA-Z]+)");
    private static final Pattern CHANGING_LINK =
            Pattern.compile("href\\s*=\\s*[\"'][^\"'{]*\\{\\{(?!\\s*unsubscribeUrl)");
    private static final Set<String> WORDS = Set.of(
            "contact.email",
            "contact.lastName",
            "contact.firstName",
            "contact.fullName",
            "contact.lastNameKana",
            "contact.firstNameKana",
            "contact.company",
            "contact.department",
            "contact.jobTitle",
            "contact.phone",
            "contact.salutation",
            "contact.fields",
            "company.name",
            "owner.name",
            "owner.email",
            "sender.name",
            "sender.address",
            "sender.company",
            "sender.postalAddress",
            "sender.contact");

    /** Names that are kept free for examples (RFC 2606), so that no page of anybody is there. */
    private static final Pattern SAMPLE_LINK = Pattern.compile(
            "href\\s*=\\s*[\"']?https?://([a-z0-9-]+\\.)*example\\.(com|net|org|jp|co\\.jp)\\b",
            Pattern.CASE_INSENSITIVE);

    private EmailNotices() {}

    static boolean hasSampleLink(String html) {
        return SAMPLE_LINK.matcher(html).find();
    }

    static List<Notice> of(EmailDraft draft, SenderProfile sender) {
        var notices = new ArrayList<Notice>();
        String all = draft.subject() + "\n" + draft.source() + "\n" + (draft.text() == null ? "" : draft.text());
        var unknown = new TreeSet<String>();
        for (var piece : LiquidSource.cut(all)) {
            if (piece.kind() != LiquidSource.Kind.TEXT) {
                WORD.matcher(piece.text()).results().map(found -> found.group()).forEach(unknown::add);
            }
        }
        unknown.removeAll(WORDS);
        unknown.forEach(word -> notices.add(new Notice("content.notice.unknownWord", List.of(word))));
        if (CHANGING_LINK.matcher(draft.source()).find()) {
            notices.add(new Notice("content.notice.changingLink", List.of()));
        }
        if (hasSampleLink(draft.source())) {
            notices.add(new Notice("content.notice.sampleLink", List.of()));
        }
        if (draft.kind() == EmailTemplate.Kind.MARKETING) {
            if (!draft.source().contains("unsubscribeUrl")) {
                notices.add(new Notice("content.notice.legalBlockAdded", List.of()));
            }
            if (sender.placeholder()) {
                notices.add(new Notice("content.notice.senderUnset", List.of()));
            }
        }
        return notices;
    }
}
