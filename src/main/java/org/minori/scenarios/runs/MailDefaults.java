package org.minori.scenarios.runs;

import java.time.Duration;
import java.util.Optional;
import org.minori.scenarios.authoring.PublishedScenario;
import org.springframework.stereotype.Service;

/** What holds for the mails of a scenario where their step says nothing. */
@Service
public class MailDefaults {

    private final Interests interests;

    MailDefaults(Interests interests) {
        this.interests = interests;
    }

    /** After how long a mail is too late to be sent; empty where it is sent however late. */
    public Optional<Duration> lateAfter(String scenario) {
        return interests.now().scenarios().stream()
                .filter(found -> found.key().equals(scenario))
                .findFirst()
                .map(PublishedScenario::settings)
                .map(settings -> settings.lateHours())
                .map(Duration::ofHours);
    }
}
