package org.minori.web;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Time zones as people call them, in the language of whoever looks. */
@Component
public class ZoneNames {

    private static final Set<String> REGIONS =
            Set.of("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific");

    private final ZoneId companyZone;
    private final Clock clock;

    ZoneNames(ZoneId companyZone, Clock clock) {
        this.companyZone = companyZone;
        this.clock = clock;
    }

    /** A zone that somebody can choose. */
    public record Choice(String id, String label) {}

    /** Such as 日本時間 (UTC+9). */
    public String name(ZoneId zone) {
        return zone.getDisplayName(TextStyle.FULL, locale()) + " (" + offset(zone) + ")";
    }

    /** The company's. */
    public String ofCompany() {
        return name(companyZone);
    }

    /** Those that a place on earth gives its name to, and UTC. */
    public List<Choice> choices() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(ZoneNames::isPlace)
                .sorted(Comparator.naturalOrder())
                .map(id -> new Choice(id, id.replace('_', ' ') + " – " + name(ZoneId.of(id))))
                .toList();
    }

    /** The zone of the name, where it is one of the choices. */
    public static Optional<ZoneId> chosen(String id) {
        return isPlace(id) && ZoneId.getAvailableZoneIds().contains(id) ? Optional.of(ZoneId.of(id)) : Optional.empty();
    }

    private static boolean isPlace(String id) {
        int slash = id.indexOf('/');
        return id.equals("UTC") || slash > 0 && REGIONS.contains(id.substring(0, slash));
    }

    private String offset(ZoneId zone) {
        int minutes = zone.getRules().getOffset(clock.instant()).getTotalSeconds() / 60;
        if (minutes == 0) {
            return "UTC";
        }
        var hours = "UTC" + (minutes < 0 ? "-" : "+") + Math.abs(minutes) / 60;
        return minutes % 60 == 0 ? hours : hours + ":" + String.format(Locale.ROOT, "%02d", Math.abs(minutes) % 60);
    }

    private static Locale locale() {
        return Languages.isJapanese(LocaleContextHolder.getLocale()) ? Locale.JAPAN : Locale.ENGLISH;
    }
}
