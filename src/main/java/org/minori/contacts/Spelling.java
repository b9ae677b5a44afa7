package org.minori.contacts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One spelling for what people write in many: widths, kana, legal forms of companies. */
final class Spelling {

    private static final Pattern SPACES = Pattern.compile("[\\s\\u3000\\u00a0]+");
    private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212\\uff0d\\uff70]");
    private static final Pattern IN_COMPANY_NAME = Pattern.compile("[\\s\\u3000.,・'’]+");

    private static final String OLD_FORMS = "髙﨑齋齊斎邊邉澤濵濱廣櫻國嶋嶌德冨瀨眞惠藏淵𠮷增榮龍學圓靜";
    private static final String MODERN_FORMS = "高崎斉斉斉辺辺沢浜浜広桜国島島徳富瀬真恵蔵渕吉増栄竜学円静";
    private static final Map<Integer, Integer> MODERN = modern();

    private Spelling() {}

    private static Map<Integer, Integer> modern() {
        var old = OLD_FORMS.codePoints().toArray();
        var now = MODERN_FORMS.codePoints().toArray();
        return IntStream.range(0, old.length).boxed().collect(Collectors.toMap(i -> old[i], i -> now[i]));
    }

    /** Characters of names in the form that most people type, so that 髙﨑 is compared as 高崎; never for showing a name. */
    static String modernForms(String text) {
        return text.codePoints()
                .map(character -> MODERN.getOrDefault(character, character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Turns full-width letters, digits, signs and spaces into the ASCII ones and leaves everything else. */
    static String foldAscii(String text) {
        var folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '\uff01' && c <= '\uff5e') {
                folded.append((char) (c - 0xfee0));
            } else {
                folded.append(c == '\u3000' ? ' ' : c);
            }
        }
        return folded.toString();
    }

    /** One line without spaces at its ends, and never two in a row. */
    static String oneLine(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    /** Kana as they are shown: full-width katakana, from half-width or hiragana. */
    static String kana(String text) {
        return katakana(Normalizer.normalize(oneLine(text), Normalizer.Form.NFKC));
    }

    /** How a word is looked for: width, case and kind of kana do not matter. */
    static String searchable(String text) {
        var folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return katakana(SPACES.matcher(folded).replaceAll(""));
    }

    /** Tags are one spelling, so that nobody has two of the same: width and case do not matter. */
    static String tag(String text) {
        return oneLine(Normalizer.normalize(text, Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT);
    }

    /** What companies are told apart by: ㈱, (株) and 株式会社 are the same; 株式会社 before and after the name are not. */
    static String companyKey(String name) {
        var folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var dashed = DASHES.matcher(folded).replaceAll("ー");
        return IN_COMPANY_NAME
                .matcher(dashed)
                .replaceAll("")
                .replace("(株)", "株式会社")
                .replace("(有)", "有限会社")
                .replace("(合)", "合同会社")
                .replace("(資)", "合資会社")
                .replace("(名)", "合名会社")
                .replace("(一社)", "一般社団法人")
                .replace("(財)", "財団法人")
                .replace("(社)", "社団法人")
                .replace("(独)", "独立行政法人")
                .replace("(学)", "学校法人")
                .replace("(医)", "医療法人");
    }

    private static String katakana(String text) {
        var katakana = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            katakana.append(c >= 'ぁ' && c <= 'ゖ' ? (char) (c + 0x60) : c);
        }
        return katakana.toString();
    }
}
