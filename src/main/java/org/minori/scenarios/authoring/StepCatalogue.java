package org.minori.scenarios.authoring;

import static org.minori.scenarios.authoring.StepParameter.choice;
import static org.minori.scenarios.authoring.StepParameter.of;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.minori.calendar.BusinessCalendars;
import org.minori.scenarios.authoring.StepKind.Group;
import org.minori.scenarios.authoring.StepKind.Shape;
import org.minori.scenarios.authoring.StepParameter.Type;
import org.springframework.stereotype.Component;

/**
 * Every step there is, said once: menus, the compiler's allow-list and the help page come from here. A service step is
 * run by the bean {@code <key>Delegate}.
 */
@Component
public class StepCatalogue {

    private static final int TEN_YEARS_OF_MINUTES = 5_256_000;

    private final Map<String, StepKind> kinds = new LinkedHashMap<>();

    StepCatalogue() {
        starts();
        mailAndScore();
        contactAndDecision();
        waits();
        salesAndSystem();
    }

    /** All of them, in the order of menus. */
    public List<StepKind> all() {
        return List.copyOf(kinds.values());
    }

    /** The one with the key. */
    public Optional<StepKind> find(String key) {
        return Optional.ofNullable(kinds.get(key));
    }

    private void starts() {
        works(Shape.START, Group.START, "startManually", "user-plus");
        works(Shape.START, Group.START, "startOnSegment", "filter", of("segment", Type.SEGMENT));
        works(Shape.START, Group.START, "startOnEvent", "bolt", of("event", Type.EVENT));
        works(
                Shape.START,
                Group.START,
                "startOnScore",
                "flame",
                of("atLeast", Type.NUMBER).between(-100_000, 100_000),
                of("score", Type.SCORE).optional("overall"));
        works(Shape.START, Group.START, "startOnStage", "stairs-up", of("stage", Type.STAGE));
        works(Shape.START, Group.START, "startOnForm", "forms", of("form", Type.FORM));
        works(
                Shape.START,
                Group.START,
                "startOnPage",
                "world",
                of("urlPattern", Type.URL_PATTERN).between(1, 400),
                of("times", Type.NUMBER).between(1, 1_000).optional("1"),
                of("withinDays", Type.NUMBER).between(1, 365).optional("30"));
        works(
                Shape.START,
                Group.START,
                "startOnEmail",
                "mail-opened",
                choice("action", "opened", "clicked"),
                of("email", Type.EMAIL).optional(),
                of("link", Type.TEXT).between(0, 400).optional());
        works(
                Shape.START,
                Group.START,
                "startOnDate",
                "calendar-event",
                of("field", Type.FIELD).ofFields("DATE"),
                of("offsetDays", Type.NUMBER).between(-3_650, 3_650).optional("0"),
                of("yearly", Type.BOOLEAN).optional("false"),
                of("time", Type.TIME).optional("09:00"));
        works(
                Shape.START,
                Group.START,
                "startOnSchedule",
                "calendar-repeat",
                of("cron", Type.CRON),
                of("segment", Type.SEGMENT));
    }

    private void mailAndScore() {
        works(
                Shape.SERVICE,
                Group.MAIL,
                "sendEmail",
                "mail",
                of("email", Type.EMAIL),
                choice("ifLate", "send", "skip").optional("send"),
                of("lateAfterHours", Type.NUMBER).between(1, 8_760).optional("24"),
                of("anyHour", Type.BOOLEAN).optional("false"),
                of("alsoWithSales", Type.BOOLEAN).optional("false"));
        works(
                Shape.SERVICE,
                Group.SCORE,
                "addScore",
                "star",
                of("points", Type.NUMBER).between(-10_000, 10_000),
                of("score", Type.SCORE).optional("overall"),
                of("reason", Type.TEXT).between(0, 200).optional());
    }

    private void contactAndDecision() {
        works(
                Shape.SERVICE,
                Group.CONTACT,
                "updateContact",
                "pencil",
                of("field", Type.FIELD),
                of("value", Type.TEXT).from("@field"));
        works(Shape.SERVICE, Group.CONTACT, "addTag", "tag", of("tag", Type.TAG));
        works(Shape.SERVICE, Group.CONTACT, "removeTag", "tag-off", of("tag", Type.TAG));
        works(Shape.SERVICE, Group.CONTACT, "addToSegment", "users-plus", of("segment", Type.FIXED_SEGMENT));
        works(Shape.SERVICE, Group.CONTACT, "removeFromSegment", "users-minus", of("segment", Type.FIXED_SEGMENT));
        works(
                Shape.SERVICE,
                Group.DECISION,
                "checkSegment",
                "filter",
                of("segment", Type.SEGMENT),
                of("result", Type.RESULT).optional("inSegment"));
        works(
                Shape.SERVICE,
                Group.SPLIT,
                "splitRandomly",
                "arrows-split",
                of("weights", Type.WEIGHTS),
                of("result", Type.RESULT).optional("variant"));
        works(
                Shape.SERVICE,
                Group.DECISION,
                "decide",
                "table",
                of("table", Type.TABLE),
                of("result", Type.RESULT).optional("decision"));
    }

    private void waits() {
        add(new StepKind(
                "wait",
                Set.of(Shape.CATCH, Shape.BOUNDARY),
                Group.WAIT,
                "clock",
                List.of(
                        of("amount", Type.NUMBER).between(1, TEN_YEARS_OF_MINUTES),
                        choice("unit", "minutes", "hours", "days", "weeks").beside())));
        add(new StepKind(
                "waitUntilDate",
                Set.of(Shape.CATCH, Shape.BOUNDARY),
                Group.WAIT,
                "calendar",
                List.of(
                        of("field", Type.FIELD).optional().ofFields("DATE").either("day"),
                        of("date", Type.DATE).optional().either("day"),
                        of("offsetDays", Type.NUMBER).between(-3_650, 3_650).optional("0"),
                        of("time", Type.TIME).optional("09:00"))));
        works(
                Shape.CATCH,
                Group.WAIT,
                "waitForBusinessHours",
                "briefcase",
                of("calendar", Type.CALENDAR).optional(BusinessCalendars.STANDARD));
        works(
                Shape.CATCH,
                Group.WAIT,
                "waitForEvent",
                "hourglass",
                of("event", Type.EVENT).from("reaction"),
                of("subject", Type.TEXT)
                        .between(0, 200)
                        .optional()
                        .follows(
                                "event",
                                Map.of(
                                        "emailOpened", "email",
                                        "emailClicked", "email",
                                        "pageViewed", "",
                                        "formSubmitted", "form",
                                        "segmentEntered", "segment",
                                        "stageChanged", "stage",
                                        "scoreReached", "score")),
                of("atLeast", Type.NUMBER)
                        .between(-100_000, 100_000)
                        .optional()
                        .follows("event", Map.of("scoreReached", "")));
    }

    private void salesAndSystem() {
        works(
                Shape.USER,
                Group.SALES,
                "handOffToSales",
                "heart-handshake",
                of("team", Type.TEXT).between(0, 64).optional(),
                of("acceptWithinHours", Type.NUMBER).between(1, 8_760).optional(),
                of("remindAfterHours", Type.NUMBER).between(1, 8_760).optional(),
                of("message", Type.TEXT).optional(),
                of("result", Type.RESULT).optional("salesOutcome"));
        works(Shape.SERVICE, Group.SALES, "changeStage", "stairs-up", of("stage", Type.STAGE));
        works(Shape.SERVICE, Group.SYSTEM, "notifyUser", "bell", of("user", Type.USER), of("message", Type.TEXT));
        works(Shape.SERVICE, Group.SYSTEM, "callWebhook", "webhook", of("webhook", Type.WEBHOOK));
        works(Shape.SERVICE, Group.CONTACT, "addToAudience", "ad", of("audience", Type.AUDIENCE));
        works(Shape.SERVICE, Group.CONTACT, "removeFromAudience", "ad-off", of("audience", Type.AUDIENCE));
        works(
                Shape.SERVICE,
                Group.SYSTEM,
                "showContent",
                "browser",
                of("slot", Type.SLOT),
                of("content", Type.CONTENT));
        works(
                Shape.CALL,
                Group.SYSTEM,
                "callScenario",
                "route",
                of("scenario", Type.SCENARIO),
                of("result", Type.RESULT).optional("calledResult"));
        works(Shape.SERVICE, Group.SYSTEM, "leaveScenarios", "door-exit", of("scenarios", Type.SCENARIOS));
    }

    private void works(Shape shape, Group group, String key, String icon, StepParameter... parameters) {
        add(new StepKind(key, Set.of(shape), group, icon, List.of(parameters)));
    }

    private void add(StepKind kind) {
        kinds.put(kind.key(), kind);
    }
}
