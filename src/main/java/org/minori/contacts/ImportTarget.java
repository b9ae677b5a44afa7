package org.minori.contacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a column of a file goes besides the fields of a contact: nowhere, a name that has to be split, tags, a new field. */
final class ImportTarget {

    static final String NOTHING = "";
    static final String FULL_NAME = "fullName";
    static final String FULL_NAME_KANA = "fullNameKana";
    static final String TAGS = "tags";
    /** A column for one tag: its header is the tag of those who have a mark in it. */
    static final String TAG_COLUMN = "tagColumn";
    /** The day on which somebody gave a card: since then one may write. */
    static final String CARD_DAY = "cardDay";

    static final String NEW_FIELD = "newField";

    private static final List<String> TITLES = List.of("様", "殿", "さん");

    private ImportTarget() {}

    static boolean isSpecial(String target) {
        return switch (target) {
            case NOTHING, FULL_NAME, FULL_NAME_KANA, TAGS, TAG_COLUMN, CARD_DAY, NEW_FIELD -> true;
            default -> false;
        };
    }

    /** Last and first name of 山田 太郎, 山田　太郎 様 or Taro Yamada; a name in one piece is a last name. */
    static String[] split(String fullName) {
        var name = Spelling.oneLine(fullName);
        for (var mark : TITLES) {
            if (name.endsWith(mark) && name.length() > mark.length()) {
                name = name.substring(0, name.length() - mark.length()).strip();
            }
        }
        var comma = name.indexOf(',');
        if (comma > 0) {
            return new String[] {
                name.substring(0, comma).strip(), name.substring(comma + 1).strip()
            };
        }
        boolean western = name.chars().allMatch(c -> c < 0x250);
        int space = western ? name.lastIndexOf(' ') : name.indexOf(' ');
        if (space < 0) {
            return new String[] {name, ""};
        }
        var before = name.substring(0, space);
        var after = name.substring(space + 1);
        boolean allCapitalsFirst = western
                && before.equals(before.toUpperCase(Locale.ROOT))
                && !after.equals(after.toUpperCase(Locale.ROOT));
        return western && !allCapitalsFirst ? new String[] {after, before} : new String[] {before, after};
    }

    static List<String> tags(String cell) {
        var tags = new ArrayList<String>();
        for (var tag : cell.split("[,、，;；|/\\n]", -1)) {
            if (!tag.isBlank()) {
                tags.add(tag.strip());
            }
        }
        return tags;
    }

    /** The tag of a column for those who have a mark in their cell, or the tags that stand in it. */
    static List<String> tags(String header, String cell) {
        var mark = FieldValue.read(ContactField.Type.BOOLEAN, cell);
        if (mark.isEmpty()) {
            return tags(cell);
        }
        return Boolean.TRUE.equals(mark.get().truth()) ? List.of(header) : List.of();
    }
}
