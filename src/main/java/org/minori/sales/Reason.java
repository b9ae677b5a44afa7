package org.minori.sales;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a lead came back: one of the listed reasons, with what sales wrote to it. */
public record Reason(Code code, @Nullable String detail) {

    /** The listed reasons, in the order of the menu; reports count by them. */
    public enum Code {
        NO_BUDGET("予算なし", "No budget"),
        TOO_EARLY("時期尚早", "Too early"),
        COMPETITOR("競合に決定", "Chose a competitor"),
        UNREACHABLE("連絡つかず", "Could not be reached"),
        OTHER_NEED("ニーズ違い", "Different need"),
        WITHDRAWN("マーケティングが取り戻した", "Taken back by marketing"),
        NON_TARGET("対象外", "Non-target"),
        OTHER("その他", "Other");

        private final String japanese;
        private final String english;

        Code(String japanese, String english) {
            this.japanese = japanese;
            this.english = english;
        }
    }

    private static final int LONGEST = 500;

    /** Those that people choose from. */
    public static List<Code> choices() {
        return List.of(Code.NO_BUDGET, Code.TOO_EARLY, Code.COMPETITOR, Code.UNREACHABLE, Code.OTHER_NEED, Code.OTHER);
    }

    public Reason {
        detail = detail == null || detail.isBlank() ? null : detail.strip();
        if (detail != null && detail.length() > LONGEST) {
            detail = detail.substring(0, LONGEST);
        }
    }

    /** What somebody wrote: a listed reason in either language or by its code, else another one in his words. */
    public static Reason of(String text) {
        var word = text.strip();
        for (var code : Code.values()) {
            if (code.name().equals(word) || code.japanese.equals(word) || code.english.equalsIgnoreCase(word)) {
                return new Reason(code, null);
            }
        }
        return new Reason(Code.OTHER, word);
    }

    /** For the timeline, which is written once and read in any language: the Japanese word, or what was written. */
    public String words() {
        if (code == Code.OTHER && detail != null) {
            return detail;
        }
        return detail == null ? code.japanese : code.japanese + " (" + detail + ")";
    }
}
