package org.minori.scenarios.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text of a condition into words, with where each stands. */
final class ConditionTokens {

    /** What a word is. */
    enum Kind {
        NAME,
        TEXT,
        NUMBER,
        OPERATOR,
        OPEN,
        CLOSE,
        END
    }

    /**
     * One word.
     *
     * @param text of a TEXT without its quotes
     * @param position counted from 1
     */
    record Token(Kind kind, String text, int position) {

        boolean isWord(String word) {
            return kind == Kind.NAME && text.equalsIgnoreCase(word);
        }
    }

    private static final Pattern TOKEN = Pattern.compile("""
            \\s*(?:(?<name>[A-Za-z_][A-Za-z0-9_]*(?:\\.[\\p{L}\\p{N}_-]{1,64})?)\
            |"(?<double>[^"]*)"|'(?<single>[^']*)'\
            |(?<number>-?\\d{1,15}(?:\\.\\d{1,10})?)\
            |(?<operator>!=|>=|<=|=|>|<)|(?<open>\\()|(?<close>\\)))""");

    private ConditionTokens() {}

    /** All words of it, closed by an END. */
    static List<Token> of(String condition) throws ConditionFault {
        var tokens = new ArrayList<Token>();
        var matcher = TOKEN.matcher(condition);
        int at = 0;
        while (at < condition.length() && !condition.substring(at).isBlank()) {
            matcher.region(at, condition.length());
            if (!matcher.lookingAt()) {
                int start = at;
                while (Character.isWhitespace(condition.charAt(start))) {
                    start++;
                }
                throw new ConditionFault("conditionSign", start + 1, condition.substring(start, start + 1));
            }
            tokens.add(token(matcher));
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, "", condition.length() + 1));
        return tokens;
    }

    private static Token token(Matcher matcher) {
        if (matcher.group("name") != null) {
            return new Token(Kind.NAME, matcher.group("name"), matcher.start("name") + 1);
        }
        if (matcher.group("double") != null) {
            return new Token(Kind.TEXT, matcher.group("double"), matcher.start("double"));
        }
        if (matcher.group("single") != null) {
            return new Token(Kind.TEXT, matcher.group("single"), matcher.start("single"));
        }
        if (matcher.group("number") != null) {
            return new Token(Kind.NUMBER, matcher.group("number"), matcher.start("number") + 1);
        }
        if (matcher.group("operator") != null) {
            return new Token(Kind.OPERATOR, matcher.group("operator"), matcher.start("operator") + 1);
        }
        return matcher.group("open") != null
                ? new Token(Kind.OPEN, "(", matcher.start("open") + 1)
                : new Token(Kind.CLOSE, ")", matcher.start("close") + 1);
    }
}
