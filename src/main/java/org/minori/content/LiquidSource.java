package org.minori.content;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A template cut where its Liquid begins and ends. Whitespace control is carried out here, comments are dropped, raw
 * blocks become text; tags that are not listed and blocks that are not closed are refused with their line, so that the
 * engine never sees an include or a file name.
 */
final class LiquidSource {

    private static final int MOST_CHARACTERS = 500_000;
    private static final int MOST_CHARACTERS_A_TAG = 4_000;
    private static final int DEEPEST = 40;
    private static final int MOST_BRACKETS = 100;
    private static final Set<String> SIMPLE =
            Set.of("assign", "break", "continue", "cycle", "increment", "decrement", "elsif", "else", "when");
    private static final Map<String, String> BLOCKS = Map.of(
            "if", "endif",
            "unless", "endunless",
            "case", "endcase",
            "for", "endfor",
            "tablerow", "endtablerow",
            "capture", "endcapture",
            "ifchanged", "endifchanged");
    private static final Pattern CONTINUED = Pattern.compile("offset\\s*:\\s*continue");

    enum Kind {
        TEXT,
        OUTPUT,
        TAG
    }

    /** One piece; captured text is not on its way to the output but into a variable. */
    record Piece(Kind kind, String text, int line, boolean captured) {}

    private final String source;
    private final List<Piece> pieces = new ArrayList<>();
    private final Deque<LiquidBlock> open = new ArrayDeque<>();
    private int line = 1;
    private boolean trimNext;

    private LiquidSource(String source) {
        this.source = source;
    }

    /** The tags that a template may use. */
    static Set<String> tags() {
        var tags = new TreeSet<>(BLOCKS.keySet());
        tags.addAll(SIMPLE);
        tags.addAll(Set.of("comment", "raw", "doc", "echo", "liquid", "#"));
        return tags;
    }

    static List<Piece> cut(String source) {
        if (source.length() > MOST_CHARACTERS) {
            throw new RenderingFailed("content.fault.tooLong", null, MOST_CHARACTERS);
        }
        var cutting = new LiquidSource(source);
        cutting.run();
        return List.copyOf(cutting.pieces);
    }

    private void run() {
        int at = 0;
        while (at < source.length()) {
            int start = nextStart(at);
            if (start < 0) {
                text(source.substring(at), false);
                break;
            }
            boolean output = source.charAt(start + 1) == '{';
            boolean trims = start + 2 < source.length() && source.charAt(start + 2) == '-';
            text(source.substring(at, start), trims);
            int end = source.indexOf(output ? "}}" : "%}", start + 2);
            if (end < 0) {
                throw new RenderingFailed("content.fault.notClosed", line, output ? "}}" : "%}");
            }
            at = end + 2;
            String inner = source.substring(start + 2, end);
            at = output ? output(inner, at) : tag(inner, at);
        }
        if (!open.isEmpty()) {
            var first = open.getFirst();
            throw new RenderingFailed("content.fault.blockNotClosed", first.line(), first.tag());
        }
    }

    private int nextStart(int from) {
        for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
            if (i + 1 < source.length() && (source.charAt(i + 1) == '{' || source.charAt(i + 1) == '%')) {
                return i;
            }
        }
        return -1;
    }

    private void text(String text, boolean trimEnd) {
        String kept = trimNext ? text.stripLeading() : text;
        if (trimEnd) {
            kept = kept.stripTrailing();
        }
        if (!kept.isEmpty() && !afterCase()) {
            boolean captured = open.stream().anyMatch(block -> block.tag().equals("capture"));
            pieces.add(new Piece(Kind.TEXT, kept, line, captured));
        }
        trimNext = false;
        count(text);
    }

    /** What stands between a case and its first when is not part of the output. */
    private boolean afterCase() {
        return !pieces.isEmpty() && pieces.get(pieces.size() - 1).text().startsWith("{% case");
    }

    private int output(String inner, int after) {
        show(bare(inner), line);
        count(inner);
        return after;
    }

    private void show(String expression, int at) {
        pieces.add(new Piece(Kind.OUTPUT, "{{ " + LiquidRanges.inExpression(expression) + " }}", at, false));
    }

    private int tag(String inner, int after) {
        String body = bare(inner);
        int startLine = line;
        count(inner);
        String name = body.split("[\\s:#]", 2)[0];
        if (body.startsWith("#")) {
            return after;
        }
        if (name.equals("comment") || name.equals("raw") || name.equals("doc")) {
            return verbatim(name, after, startLine);
        }
        tag(name, body, startLine);
        return after;
    }

    /** A tag that holds a tag a line. */
    private void lines(String body, int startLine) {
        int at = startLine;
        boolean comment = false;
        for (var each : body.split("\n", -1)) {
            var statement = each.strip();
            String name = statement.split("[\\s:#]", 2)[0];
            if (comment || name.equals("comment")) {
                comment = !name.equals("endcomment");
            } else if (!statement.isEmpty() && !statement.startsWith("#")) {
                tag(name, statement, at);
            }
            at++;
        }
        if (comment) {
            throw new RenderingFailed("content.fault.blockNotClosed", startLine, "comment");
        }
    }

    private void tag(String name, String body, int startLine) {
        if (name.equals("liquid")) {
            lines(body.substring(name.length()), startLine);
            return;
        }
        if (name.equals("echo")) {
            String expression = body.substring(name.length()).strip();
            if (!expression.isEmpty()) {
                show(expression, startLine);
            }
            return;
        }
        if (BLOCKS.containsKey(name)) {
            if (name.equals("for") && CONTINUED.matcher(body).find()) {
                throw new RenderingFailed("content.fault.unknownTag", startLine, "offset: continue");
            }
            open.push(new LiquidBlock(name, startLine, pieces.size()));
            if (open.size() > DEEPEST) {
                throw new RenderingFailed("content.fault.tooDeep", startLine, DEEPEST);
            }
        } else if (BLOCKS.containsValue(name)) {
            close(name, startLine);
        } else if (!SIMPLE.contains(name)) {
            throw new RenderingFailed("content.fault.unknownTag", startLine, name);
        }
        var block = open.peek();
        if (block == null || !block.isUnreachable(name, pieces.size())) {
            LiquidRanges.inTag(body)
                    .forEach(each -> pieces.add(new Piece(Kind.TAG, "{% " + each + " %}", startLine, false)));
        }
    }

    private void close(String end, int at) {
        var last = open.poll();
        if (last == null || !end.equals(BLOCKS.get(last.tag()))) {
            throw new RenderingFailed("content.fault.endWithoutStart", at, end);
        }
        last.close(pieces);
    }

    private int verbatim(String name, int from, int startLine) {
        var end = Pattern.compile("\\{%-?\\s*(end)?" + name + "\\s*-?%}")
                .matcher(source)
                .region(from, source.length());
        boolean found = end.find();
        // Comments may stand in comments.
        for (int inside = 0; found && (end.group(1) == null || inside > 0); found = end.find()) {
            if (name.equals("comment")) {
                inside += end.group(1) == null ? 1 : -1;
            }
        }
        if (!found) {
            throw new RenderingFailed("content.fault.blockNotClosed", startLine, name);
        }
        String content = source.substring(from, end.start());
        if (name.equals("raw")) {
            text(content, source.startsWith("{%-", end.start()));
        } else {
            count(content);
        }
        trimNext = source.charAt(end.end() - 3) == '-';
        count(end.group());
        return end.end();
    }

    private String bare(String inner) {
        if (inner.length() > MOST_CHARACTERS_A_TAG) {
            throw new RenderingFailed("content.fault.tagTooLong", line, MOST_CHARACTERS_A_TAG);
        }
        if (inner.chars()
                        .filter(character -> character == '(' || character == '[')
                        .count()
                > MOST_BRACKETS) {
            throw new RenderingFailed("content.fault.tooDeep", line, MOST_BRACKETS);
        }
        String body = inner.startsWith("-") ? inner.substring(1) : inner;
        trimNext = body.endsWith("-");
        return (trimNext ? body.substring(0, body.length() - 1) : body).strip();
    }

    private void count(String passed) {
        line += (int) passed.chars().filter(character -> character == '\n').count();
    }
}
