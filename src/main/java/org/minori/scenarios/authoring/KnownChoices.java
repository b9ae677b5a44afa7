package org.minori.scenarios.authoring;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactField;
import org.minori.content.ContentLibrary;
import org.minori.content.EmailTemplate;
import org.minori.content.SenderProfiles;
import org.minori.segments.Segments;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the modules that own them. */
@Component
class KnownChoices implements Choices {

    private final ContentLibrary content;
    private final SenderProfiles senders;
    private final CheckSettings settings;
    private final Segments segments;
    private final ContactDirectory contacts;
    private final UserAccounts users;
    private final StepChoices others;
    private final PublishedScenarios published;
    private final ObjectProvider<CompiledScenarios> compiled;
    private final ObjectProvider<DecisionTables> tables;

    /** Tables and compiled scenarios are asked for late, since they are read by these choices themselves. */
    KnownChoices(
            ContentLibrary content,
            SenderProfiles senders,
            CheckSettings settings,
            Segments segments,
            ContactDirectory contacts,
            UserAccounts users,
            StepChoices others,
            PublishedScenarios published,
            ObjectProvider<CompiledScenarios> compiled,
            ObjectProvider<DecisionTables> tables) {
        this.content = content;
        this.senders = senders;
        this.settings = settings;
        this.segments = segments;
        this.contacts = contacts;
        this.users = users;
        this.others = others;
        this.published = published;
        this.compiled = compiled;
        this.tables = tables;
    }

    @Override
    public Set<String> answers(String table) {
        return tables.getObject().find(table).map(DecisionTable::answers).orElse(Set.of());
    }

    @Override
    public Set<String> calls(String scenario) {
        return published
                .find(scenario)
                .map(found -> compiled.getObject().of(scenario, found.version()).steps().values().stream()
                        .filter(step -> step.kind().equals("callScenario"))
                        .map(step -> step.parameter("scenario", ""))
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    @Override
    public boolean has(StepParameter.Type type, String key) {
        return others.has(type, key);
    }

    @Override
    public boolean email(String key) {
        return content.email(key).isPresent();
    }

    @Override
    public boolean hasSampleLink(String email) {
        return content.hasSampleLink(email);
    }

    @Override
    public boolean isTransactional(String email) {
        return content.email(email)
                .filter(found -> found.kind() == EmailTemplate.Kind.TRANSACTIONAL)
                .isPresent();
    }

    @Override
    public boolean isSenderUnset() {
        return senders.current().placeholder();
    }

    @Override
    public int mailsAWeek() {
        return settings.mailsAWeek();
    }

    @Override
    public boolean segment(String key) {
        return segments.exists(key);
    }

    @Override
    public Optional<ContactField> field(String key) {
        return contacts.fields().stream()
                .filter(field -> field.key().equals(key))
                .findFirst();
    }

    @Override
    public boolean takes(ContactField field, String value) {
        return contacts.takes(field.key(), value);
    }

    @Override
    public boolean user(String name) {
        var found = name.matches("\\d{1,18}") ? users.find(UserId.of(name)) : users.findByEmail(name);
        return found.filter(User::active).isPresent();
    }
}
