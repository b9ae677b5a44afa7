package org.minori.scoring;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.Stage;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whom to speak to first: the leads with the highest overall scores, with the reasons beside each. */
@Service
public class HotLeads {

    private static final int REASONS = 3;
    private static final int LEAST_READ = 50;

    private final ScoreTables tables;
    private final ContactDirectory contacts;
    private final Grades grades;
    private final ScoreReasons reasons;

    HotLeads(ScoreTables tables, ContactDirectory contacts, Grades grades, ScoreReasons reasons) {
        this.tables = tables;
        this.contacts = contacts;
        this.grades = grades;
        this.reasons = reasons;
    }

    /** One lead of the list. */
    public record HotLead(ContactCard contact, int score, Grade grade, List<Reason> reasons) {}

    /** Why it has points, in the reader's language. */
    @Schema(name = "LeadReason")
    public record Reason(String text, int points, Instant at) {}

    /** The hottest first; customers and those we do not want to sell to are no leads. */
    @Transactional(readOnly = true)
    public List<HotLead> top(int limit) {
        var ranked = new ArrayList<ScoreTables.Ranked>();
        var cards = new ArrayList<ContactCard>();
        int points = Integer.MAX_VALUE;
        long after = 0;
        int atOnce = Math.max(limit, LEAST_READ);
        List<ScoreTables.Ranked> some;
        do {
            some = tables.ranking(LeadScores.OVERALL, points, after, atOnce);
            var known = contacts.cards(
                    some.stream().map(ScoreTables.Ranked::contact).toList());
            for (var one : some) {
                points = one.points();
                after = one.contact().value();
                var card = known.get(one.contact());
                if (card != null && isLead(card.stage()) && ranked.size() < limit) {
                    ranked.add(one);
                    cards.add(card);
                }
            }
        } while (ranked.size() < limit && some.size() == atOnce);
        return withReasons(ranked, cards);
    }

    private List<HotLead> withReasons(List<ScoreTables.Ranked> ranked, List<ContactCard> cards) {
        var newest =
                tables.newest(ranked.stream().map(ScoreTables.Ranked::contact).toList(), LeadScores.OVERALL, REASONS);
        var leads = new ArrayList<HotLead>();
        for (int i = 0; i < ranked.size(); i++) {
            var one = ranked.get(i);
            leads.add(new HotLead(
                    cards.get(i),
                    one.points(),
                    grades.of(one.points()),
                    newest.getOrDefault(one.contact(), List.of()).stream()
                            .map(entry -> new Reason(reasons.of(entry), entry.points(), entry.at()))
                            .toList()));
        }
        return leads;
    }

    private static boolean isLead(Stage stage) {
        return stage != Stage.CUSTOMER && stage != Stage.NON_TARGET;
    }
}
