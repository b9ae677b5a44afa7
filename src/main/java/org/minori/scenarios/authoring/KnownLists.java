package org.minori.scenarios.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.content.ContentLibrary;
import org.minori.scenarios.authoring.ChoiceList.Choice;
import org.minori.scoring.LeadScores;
import org.minori.segments.RuleChoices;
import org.minori.segments.Segments;
import org.minori.web.Texts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The lists that steps choose from, out of the modules that own what is in them. */
@Configuration(proxyBeanMethods = false)
class KnownLists {

    /** What a wait can wait for, what is asked for most first; other systems' events come behind. */
    private static final List<String> REACTIONS = List.of(
            "emailClicked",
            "emailOpened",
            "pageViewed",
            "formSubmitted",
            "scoreReached",
            "segmentEntered",
            "stageChanged");

    private record Listed(String name, Supplier<List<Choice>> from, String page, String newPage, boolean open)
            implements ChoiceList {

        @Override
        public List<Choice> choices() {
            return from.get();
        }
    }

    @Bean
    ChoiceList emailList(ContentLibrary content) {
        return new Listed(
                "email",
                () -> content.emails().stream()
                        .map(email -> Choice.of(email.key(), email.name()))
                        .toList(),
                "/content/emails/{value}",
                "/content/emails/new",
                false);
    }

    @Bean
    ChoiceList segmentList(Segments segments) {
        return new Listed(
                "segment",
                () -> segments.all().stream()
                        .map(segment -> Choice.of(segment.key(), segment.name()))
                        .toList(),
                "/segments/{value}",
                "/segments/new",
                false);
    }

    @Bean
    ChoiceList userList(UserAccounts users, Texts texts) {
        return plain("user", () -> {
            var choices = new ArrayList<Choice>();
            choices.add(Choice.of("owner", texts.of("studio.list.owner")));
            users.all().stream()
                    .filter(User::active)
                    .forEach(user -> choices.add(Choice.of(user.email(), user.name())));
            return choices;
        });
    }

    @Bean
    ChoiceList fieldList(RuleChoices rules) {
        return plain(
                "field",
                () -> rules.menus().fields().stream()
                        .map(field -> new Choice(field.value(), field.label(), field.type()))
                        .toList());
    }

    @Bean
    ChoiceList stageList(RuleChoices rules) {
        return plain("stage", () -> choices(rules.menus().stages()));
    }

    @Bean
    ChoiceList tagList(RuleChoices rules) {
        return typed("tag", () -> choices(rules.menus().tags()));
    }

    @Bean
    ChoiceList scoreList(RuleChoices rules, Texts texts) {
        return typed("score", () -> {
            var scores = new ArrayList<>(List.of(Choice.of(LeadScores.OVERALL, texts.of("studio.list.overall"))));
            rules.menus().scores().stream()
                    .filter(score -> !score.value().equals(LeadScores.OVERALL))
                    .forEach(score -> scores.add(Choice.of(score.value(), score.label())));
            return scores;
        });
    }

    @Bean
    ChoiceList eventList(RuleChoices rules) {
        return typed("event", () -> choices(rules.menus().events()));
    }

    @Bean
    ChoiceList reactionList(RuleChoices rules, Texts texts) {
        return typed("reaction", () -> {
            var choices = new ArrayList<Choice>();
            REACTIONS.forEach(event -> choices.add(Choice.of(event, texts.of("studio.reaction." + event))));
            rules.menus().events().stream()
                    .filter(event -> !REACTIONS.contains(event.value()))
                    .forEach(event -> choices.add(Choice.of(event.value(), event.label())));
            return choices;
        });
    }

    private static List<Choice> choices(List<RuleChoices.Choice> menu) {
        Function<RuleChoices.Choice, Choice> same = choice -> Choice.of(choice.value(), choice.label());
        return menu.stream().map(same).toList();
    }

    private static ChoiceList plain(String name, Supplier<List<Choice>> from) {
        return new Listed(name, from, "", "", false);
    }

    private static ChoiceList typed(String name, Supplier<List<Choice>> from) {
        return new Listed(name, from, "", "", true);
    }
}
