package org.minori.scenarios.runs;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.runs.Interests.DetailedStart;
import org.minori.scenarios.runs.SignalWorker.Signal;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointType;
import org.minori.tracking.TouchpointsRecorded;
import org.minori.tracking.UrlPattern;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts that look at more of an event than its kind and subject: which page, which link, how often. What an event's own
 * row can answer is asked when it happens, so that a page view that starts nothing costs nothing more; how often is
 * counted after the commit.
 */
@Component
class DetailedStarts implements SignalHandler {

    private final Interests interests;
    private final Signals signals;
    private final Enrolments enrolments;
    private final ActivityLog activities;
    private final Clock clock;

    DetailedStarts(Interests interests, Signals signals, Enrolments enrolments, ActivityLog activities, Clock clock) {
        this.interests = interests;
        this.signals = signals;
        this.enrolments = enrolments;
        this.activities = activities;
        this.clock = clock;
    }

    /** Whether the step is such a start. */
    static boolean isOne(Step step) {
        return step.kind().equals("startOnPage")
                || step.kind().equals("startOnEmail")
                        && !step.parameter("link", "").isEmpty();
    }

    @EventListener
    void recorded(TouchpointsRecorded event) {
        var starts = interests.now().detailed();
        if (starts.isEmpty()) {
            return;
        }
        for (var recorded : event.touchpoints()) {
            var touchpoint = recorded.touchpoint();
            for (var start : starts) {
                if (!touchpoint.machine() && fits(start.step(), touchpoint)) {
                    signals.happened(touchpoint.contact(), Signals.START, name(start));
                }
            }
        }
    }

    private static String name(DetailedStart start) {
        return start.scenario().key() + "/" + start.step().element();
    }

    private static boolean fits(Step step, Touchpoint touchpoint) {
        var url = touchpoint.properties().getOrDefault(Touchpoint.URL, "");
        if (step.kind().equals("startOnPage")) {
            return touchpoint.type().equals(TouchpointType.PAGE_VIEWED) && isPage(step, touchpoint);
        }
        var email = step.parameter("email", "");
        return touchpoint.type().equals(TouchpointType.EMAIL_CLICKED)
                && (email.isEmpty() || email.equals(touchpoint.subject()))
                && url.toLowerCase(Locale.ROOT)
                        .contains(step.parameter("link", "").toLowerCase(Locale.ROOT));
    }

    private static boolean isPage(Step step, Touchpoint view) {
        var pattern = step.parameter("urlPattern", "");
        var path = view.subject();
        var url = view.properties().get(Touchpoint.URL);
        return path != null && UrlPattern.matches(pattern, path) || url != null && UrlPattern.matches(pattern, url);
    }

    @Override
    public void work(List<Signal> all) {
        Map<String, List<ContactId>> asked = new LinkedHashMap<>();
        for (var signal : all) {
            if (signal.kind().equals(Signals.START)) {
                asked.computeIfAbsent(signal.subject(), start -> new ArrayList<>())
                        .add(signal.contact());
            }
        }
        asked.forEach((name, contacts) -> find(name).ifPresent(start -> start(start, contacts)));
    }

    /** Empty when a version was published meanwhile that no longer starts there. */
    private Optional<DetailedStart> find(String name) {
        return interests.now().detailed().stream()
                .filter(start -> name(start).equals(name))
                .findFirst();
    }

    private void start(DetailedStart start, List<ContactId> contacts) {
        var enough = contacts.stream()
                .distinct()
                .filter(contact -> oftenEnough(start.step(), contact))
                .toList();
        if (!enough.isEmpty()) {
            enrolments.byEvent(start.scenario(), start.step().element(), enough);
        }
    }

    private boolean oftenEnough(Step step, ContactId contact) {
        int times = Integer.parseInt(step.parameter("times", "1"));
        if (times == 1) {
            return true;
        }
        var since = clock.instant().minus(Duration.ofDays(Long.parseLong(step.parameter("withinDays", "30"))));
        return activities.recent(contact, TouchpointType.PAGE_VIEWED, since).stream()
                        .filter(view -> !view.touchpoint().machine() && isPage(step, view.touchpoint()))
                        .limit(times)
                        .count()
                == times;
    }
}
