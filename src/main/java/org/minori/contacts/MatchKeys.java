package org.minori.contacts;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.minori.storage.KeyHash;

/** By what a record is compared with others: the same for every way in which people write the same thing. */
record MatchKeys(Map<MatchKind, String> texts, String name, String kana) {

    private static final Pattern EXTENSION = Pattern.compile("(?i)(内線|\\(内|\\(代|代表|ext|#|;|,|/).*");
    private static final Pattern NOT_A_DIGIT = Pattern.compile("[^0-9]");
    private static final Pattern JAPAN = Pattern.compile("^(0081|01081|81)0?");
    private static final Pattern LEGAL_FORM =
            Pattern.compile("^(株式会社|有限会社|合同会社|合資会社|合名会社)|(株式会社|有限会社|合同会社|合資会社|合名会社|coltd|corporation|inc)$");
    private static final int FEWEST_DIGITS = 9;
    private static final int HEX_DIGITS = 16;

    static MatchKeys of(ContactCard card) {
        var texts = new EnumMap<MatchKind, String>(MatchKind.class);
        var values = ContactState.builtIn(card);
        var name = person(values, BuiltInField.LAST_NAME, BuiltInField.FIRST_NAME);
        var kana = person(values, BuiltInField.LAST_NAME_KANA, BuiltInField.FIRST_NAME_KANA);
        var company = company(values.getOrDefault(BuiltInField.COMPANY, ""));
        put(texts, MatchKind.EXTERNAL_ID, Spelling.searchable(values.getOrDefault(BuiltInField.EXTERNAL_ID, "")));
        put(texts, MatchKind.PHONE, phone(values.getOrDefault(BuiltInField.PHONE, "")));
        if (!company.isEmpty()) {
            put(texts, MatchKind.NAME, name.isEmpty() ? "" : name + "\n" + company);
            put(texts, MatchKind.KANA, kana.isEmpty() ? "" : kana + "\n" + company);
        }
        return new MatchKeys(texts, name, kana);
    }

    private static void put(Map<MatchKind, String> texts, MatchKind kind, String text) {
        if (!text.isEmpty()) {
            texts.put(kind, text);
        }
    }

    /** A whole name; a family name alone says nothing. */
    private static String person(Map<BuiltInField, String> values, BuiltInField last, BuiltInField first) {
        var name = values.getOrDefault(last, "") + values.getOrDefault(first, "");
        boolean whole = values.containsKey(last) && values.containsKey(first)
                || Spelling.oneLine(name).contains(" ");
        return whole ? Spelling.modernForms(Spelling.searchable(name)) : "";
    }

    /** A company as people write it from memory: without its legal form, which lists leave out or put at the wrong end. */
    static String company(String name) {
        var key = Spelling.modernForms(Spelling.companyKey(name));
        var bare = LEGAL_FORM.matcher(key).replaceAll("");
        return Spelling.searchable(bare.isEmpty() ? key : bare);
    }

    /** The digits as one dials them in Japan; empty where there are too few for a number of one's own. */
    static String phone(String written) {
        var folded = Normalizer.normalize(written, Normalizer.Form.NFKC).strip();
        var digits =
                NOT_A_DIGIT.matcher(EXTENSION.matcher(folded).replaceAll("")).replaceAll("");
        boolean abroad = folded.startsWith("+") && !digits.startsWith("81");
        if (digits.length() < FEWEST_DIGITS || digits.chars().distinct().count() < 3) {
            return "";
        }
        if (abroad) {
            return "+" + digits;
        }
        return folded.startsWith("+") || digits.length() > 11
                ? JAPAN.matcher(digits).replaceAll("0")
                : digits;
    }

    /** What stands in the index for the text: too short to read it back from. */
    Map<MatchKind, Long> hashes() {
        var hashes = new EnumMap<MatchKind, Long>(MatchKind.class);
        texts.forEach((kind, text) -> hashes.put(
                kind, Long.parseUnsignedLong(KeyHash.of(kind.name(), text).substring(0, HEX_DIGITS), 16)));
        return hashes;
    }
}
