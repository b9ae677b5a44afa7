package org.minori.segments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.minori.tracking.TouchpointType;
import org.minori.web.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people call the events and scenarios that rules name. */
@Component
class EventNames {

    /** Runs of scenarios have a condition of their own. */
    private static final List<String> KNOWN = List.of(
            TouchpointType.PAGE_VIEWED,
            TouchpointType.FORM_SUBMITTED,
            "documentRequested",
            TouchpointType.EMAIL_SENT,
            TouchpointType.EMAIL_OPENED,
            TouchpointType.EMAIL_CLICKED,
            TouchpointType.EMAIL_UNSUBSCRIBED,
            TouchpointType.EMAIL_FAILED,
            TouchpointType.HANDED_OVER,
            TouchpointType.SALES_ACCEPTED,
            TouchpointType.SALES_RETURNED,
            TouchpointType.SALES_WON,
            TouchpointType.SALES_LOST,
            TouchpointType.STAGE_CHANGED,
            TouchpointType.IMPORTED);

    private final Texts texts;
    private final JdbcClient jdbc;
    private final ObjectProvider<ScenarioChoices> scenarios;

    EventNames(Texts texts, JdbcClient jdbc, ObjectProvider<ScenarioChoices> scenarios) {
        this.texts = texts;
        this.jdbc = jdbc;
        this.scenarios = scenarios;
    }

    String nameOf(String type) {
        return KNOWN.contains(type) ? texts.of("segments.event." + type) : type;
    }

    /** All known events, then those that other systems sent, each with its name. */
    Map<String, String> all() {
        var names = new LinkedHashMap<String, String>();
        KNOWN.forEach(type -> names.put(type, nameOf(type)));
        jdbc.sql("SELECT DISTINCT type FROM touchpoint ORDER BY type LIMIT 200")
                .query(String.class)
                .list()
                .forEach(type -> names.putIfAbsent(type, type));
        return names;
    }

    Map<String, String> scenarios() {
        var names = new LinkedHashMap<String, String>();
        scenarios.orderedStream().forEach(choices -> names.putAll(choices.scenarios()));
        return names;
    }

    String scenarioName(String key) {
        return scenarios().getOrDefault(key, key);
    }
}
