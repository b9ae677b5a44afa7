package org.minori.content;

import java.util.List;
import java.util.regex.Pattern;

/** Writes ranges such as (1..5), texts and nothing as variables wherever the parser does not take them. */
final class LiquidRanges {

    private static final Pattern RANGE = Pattern.compile("^\\(\\s*([^\\s()]+?)\\s*\\.\\.\\s*([^\\s()]+)\\s*\\)");
    private static final Pattern ASSIGNED = Pattern.compile("^(assign\\s+[\\w-]+\\s*=\\s*)(\\(.*)$", Pattern.DOTALL);
    private static final Pattern TABLE =
            Pattern.compile("^tablerow\\s+([\\w-]+)\\s+in\\s+(\\([^)]*\\))(.*)$", Pattern.DOTALL);
    private static final Pattern LOOP =
            Pattern.compile("^for\\s+([\\w-]+)\\s+in\\s+('[^']*'|\"[^\"]*\"|blank\\b|empty\\b)(.*)$", Pattern.DOTALL);
    private static final String TABLE_LIST = "minori_table";
    private static final String LOOP_LIST = "minori_loop";

    private LiquidRanges() {}

    static String inExpression(String expression) {
        var range = RANGE.matcher(expression);
        return range.find()
                ? range.group(1) + " | " + LiquidLists.RANGE + ": " + range.group(2) + expression.substring(range.end())
                : expression;
    }

    /** The tag, after another one where the range needs a variable of its own. */
    static List<String> inTag(String body) {
        var assigned = ASSIGNED.matcher(body);
        if (assigned.find()) {
            return List.of(assigned.group(1) + inExpression(assigned.group(2)));
        }
        var table = TABLE.matcher(body);
        if (table.find()) {
            return List.of(
                    "assign " + TABLE_LIST + " = " + inExpression(table.group(2)),
                    "tablerow " + table.group(1) + " in " + TABLE_LIST + table.group(3));
        }
        var loop = LOOP.matcher(body);
        if (loop.find()) {
            var value = loop.group(2);
            boolean nothing = value.equals("blank") || value.equals("empty") || value.length() == 2;
            return List.of(
                    "assign " + LOOP_LIST + " = " + (nothing ? "nil" : value) + " | compact",
                    "for " + loop.group(1) + " in " + LOOP_LIST + loop.group(3));
        }
        return List.of(body);
    }
}
