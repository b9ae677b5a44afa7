package org.minori.scenarios.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.minori.contacts.Consent;
import org.minori.contacts.ConsentBasis;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenario;
import org.minori.segments.Segments;
import org.minori.tracking.TouchpointType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Who a simulation is about, and which of them do something else than the usual. */
@Component
@ConditionalOnProperty("minori.simulation")
class SimulatedAudience {

    private static final String[] SURNAMES = {"佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村"};
    private static final String[] COMPANIES = {"見本商事", "見本電機", "見本工業", "見本システム"};
    private static final int CHUNK = 500;

    private final ContactDirectory contacts;
    private final Segments segments;

    SimulatedAudience(ContactDirectory contacts, Segments segments) {
        this.contacts = contacts;
        this.segments = segments;
    }

    /** Those who were copied, or as many as are asked for made up. */
    List<ContactId> people(SimulationInput input) {
        if (input.people() != null) {
            return input.people().stream().map(ContactId::new).toList();
        }
        var consent = new Consent(ConsentBasis.OPT_IN, input.start(), null);
        var people = new ArrayList<ContactId>();
        for (int i = 0; i < input.contacts(); i++) {
            long place = Math.floorMod(input.seed() + i, SURNAMES.length * (long) COMPANIES.length);
            var known = Map.of(
                    "email",
                    "c" + i + "@simulation.invalid",
                    "lastName",
                    SURNAMES[(int) (place % SURNAMES.length)],
                    "firstName",
                    "太郎",
                    "company",
                    COMPANIES[(int) (place / SURNAMES.length)]);
            people.add(contacts.upsert(ContactDetails.of(known, null, Map.of(), consent))
                    .id());
        }
        return people;
    }

    /** Each contact's place, by which it is the same one in another try. */
    static Map<ContactId, Integer> places(List<ContactId> people) {
        var places = new HashMap<ContactId, Integer>();
        for (int i = 0; i < people.size(); i++) {
            places.put(people.get(i), i);
        }
        return places;
    }

    /** What those do who are in a segment of which something else is said; the first one holds. */
    Map<ContactId, Behaviour> others(Conduct conduct, List<ContactId> people) {
        var others = new HashMap<ContactId, Behaviour>();
        for (var one : conduct.bySegment()) {
            for (int from = 0; from < people.size(); from += CHUNK) {
                var chunk = people.subList(from, Math.min(people.size(), from + CHUNK));
                segments.among(one.segment(), chunk).forEach(contact -> others.putIfAbsent(contact, one.behaviour()));
            }
        }
        return others;
    }

    /** The forms that the scenario waits for. */
    static List<String> forms(CompiledScenario scenario) {
        return scenario.steps().values().stream()
                .filter(step -> step.parameter("event", "").equals(TouchpointType.FORM_SUBMITTED))
                .map(step -> step.parameter("subject", ""))
                .distinct()
                .sorted()
                .toList();
    }
}
