package org.minori.tracking.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.tracking.SubjectNames;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointType;
import org.minori.tracking.TouchpointsRecorded;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says touchpoints as people read them: an icon, a word for the kind, the name of the subject, the details that matter. */
@Component
class TimelineLines {

    static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry(TouchpointType.EMAIL_SENT, "send"),
            Map.entry(TouchpointType.EMAIL_OPENED, "mail-opened"),
            Map.entry(TouchpointType.EMAIL_CLICKED, "link"),
            Map.entry(TouchpointType.EMAIL_UNSUBSCRIBED, "ban"),
            Map.entry(TouchpointType.EMAIL_FAILED, "alert-triangle"),
            Map.entry(TouchpointType.PAGE_VIEWED, "eye"),
            Map.entry(TouchpointType.FORM_SUBMITTED, "forms"),
            Map.entry("documentRequested", "file-text"),
            Map.entry("seminarAttended", "presentation"),
            Map.entry(TouchpointType.IMPORTED, "upload"),
            Map.entry(TouchpointType.STAGE_CHANGED, "flag"),
            Map.entry(TouchpointType.HANDED_OVER, "heart-handshake"),
            Map.entry(TouchpointType.SALES_ACCEPTED, "check"),
            Map.entry(TouchpointType.SALES_RETURNED, "arrow-back-up"),
            Map.entry(TouchpointType.SALES_WON, "trophy"),
            Map.entry(TouchpointType.SALES_LOST, "user-minus"),
            Map.entry(TouchpointType.SCENARIO_ENTERED, "route"),
            Map.entry(TouchpointType.SCENARIO_LEFT, "circle-check"));

    private static final Set<String> INTERNAL = Set.of("mail", "link", "client", "sign", "name", Touchpoint.UNVERIFIED);
    private static final int MOST_DETAILS = 12;
    /** In which order one reads them; the others follow by name. */
    private static final List<String> ORDER = List.of("from", "to", "scenario", "result", "reason", "message");
    /** Where the words stand for values that are names of ours. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "from", List.of("web.stage."),
            "to", List.of("web.stage."),
            "stage", List.of("web.stage."),
            "owner", List.of("web.owner."),
            "result", List.of("scenarios.result."),
            "reason", List.of("delivery.reason.", "sales.reason."));

    private final MessageSource messages;
    private final ObjectProvider<SubjectNames> names;

    TimelineLines(MessageSource messages, ObjectProvider<SubjectNames> names) {
        this.messages = messages;
        this.names = names;
    }

    /** One line of a timeline. */
    record Line(
            String icon,
            String kind,
            @Nullable String subject,
            List<Detail> details,
            Instant at,
            boolean machine,
            boolean unverified) {}

    /** One detail; link where it may be followed. */
    record Detail(String name, String text, boolean link) {}

    /** The word for a kind; the name itself for one that other systems made up. */
    String kind(String type) {
        return text("tracking.kind." + type, type);
    }

    String icon(String type) {
        return ICONS.getOrDefault(type, "bolt");
    }

    List<Line> of(List<TouchpointsRecorded.Recorded> touchpoints) {
        var known = new HashMap<String, String>();
        return touchpoints.stream()
                .map(recorded -> line(recorded.touchpoint(), known))
                .toList();
    }

    /** The properties that outsiders may see. */
    static Map<String, String> open(Map<String, String> properties) {
        var open = new java.util.TreeMap<>(properties);
        open.remove("client");
        return open;
    }

    private Line line(Touchpoint touchpoint, Map<String, String> known) {
        // The stage stands among the details, with the one before.
        var subject = touchpoint.type().equals(TouchpointType.STAGE_CHANGED)
                        && touchpoint.properties().containsKey("to")
                ? null
                : touchpoint.subject();
        var name = subject == null
                ? null
                : known.computeIfAbsent(touchpoint.type() + "\n" + subject, key -> name(touchpoint.type(), subject));
        return new Line(
                icon(touchpoint.type()),
                kind(touchpoint.type()),
                name,
                details(touchpoint.properties()),
                touchpoint.occurredAt(),
                touchpoint.machine(),
                touchpoint.properties().containsKey(Touchpoint.UNVERIFIED));
    }

    private String name(String type, String subject) {
        if (type.equals(TouchpointType.STAGE_CHANGED)) {
            return text("web.stage." + subject, subject);
        }
        return SubjectNames.of(names.stream(), type, subject);
    }

    private List<Detail> details(Map<String, String> properties) {
        return properties.entrySet().stream()
                .filter(property -> !INTERNAL.contains(property.getKey())
                        && !property.getValue().isBlank())
                .sorted(Comparator.comparing((Map.Entry<String, String> property) -> place(property.getKey()))
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_DETAILS)
                .map(property -> new Detail(
                        text("tracking.property." + property.getKey(), property.getKey()),
                        words(property.getKey(), property.getValue()),
                        isLink(property.getValue())))
                .toList();
    }

    private static int place(String property) {
        int place = ORDER.indexOf(property);
        return place < 0 ? ORDER.size() : place;
    }

    private String words(String property, String value) {
        var words = value;
        for (var prefix : WORDS.getOrDefault(property, List.of())) {
            words = words.equals(value) ? text(prefix + value, value) : words;
        }
        return words;
    }

    private static boolean isLink(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
    }

    private String text(String key, String otherwise) {
        var text = messages.getMessage(key, null, otherwise, LocaleContextHolder.getLocale());
        return text == null ? otherwise : text;
    }
}
