package org.minori.contacts;

import java.util.EnumSet;
import java.util.Set;

/** How sure it is that two records are one person, from 0 to 100, and why. */
record Likeness(Set<MatchKind> reasons, int score) {

    /** Below it a pair is not worth a person's look. */
    static final int LEAST = 30;

    private static final int MOST = 99;

    static Likeness of(MatchKeys one, MatchKeys other) {
        boolean sameName = same(one.name(), other.name());
        boolean sameKana = same(one.kana(), other.kana());
        boolean otherPerson =
                !sameName && !sameKana && (differ(one.name(), other.name()) || differ(one.kana(), other.kana()));
        var reasons = EnumSet.noneOf(MatchKind.class);
        double doubt = 1;
        for (var kind : MatchKind.values()) {
            var text = one.texts().get(kind);
            if (text != null && text.equals(other.texts().get(kind))) {
                reasons.add(kind);
                doubt *= 1 - certainty(kind, sameName || sameKana, otherPerson);
            }
        }
        return new Likeness(reasons, (int) Math.min(MOST, Math.round(100 * (1 - doubt))));
    }

    /** Colleagues share a phone, and number ranges of two systems may overlap, so a name that differs speaks against both. */
    private static double certainty(MatchKind kind, boolean samePerson, boolean otherPerson) {
        return switch (kind) {
            case EXTERNAL_ID -> otherPerson ? 0.5 : 0.9;
            case PHONE -> otherPerson ? 0.1 : samePerson ? 0.75 : 0.4;
            case NAME -> 0.7;
            case KANA -> 0.6;
        };
    }

    private static boolean same(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }

    private static boolean differ(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }
}
